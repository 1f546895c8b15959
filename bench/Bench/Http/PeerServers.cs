using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Bench.Http;

/// <summary>What a user would write without this project: a bare origin, and a bare YARP before it.</summary>
internal static class PeerServers
{
    public const string Command = "--serve";
    public const string Origin = "origin";
    public const string Yarp = "yarp";

    /// <summary>A JSON document of 250 bytes.</summary>
    public static readonly byte[] Document = [.. "{\"text\":\""u8, .. Enumerable.Repeat((byte)'x', 250 - 11), .. "\"}"u8];

    /// <param name="arguments">Name, port, and the origin's address.</param>
    public static Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{arguments[1]}"));
        if (arguments[0] == Yarp)
        {
            builder.Services.AddReverseProxy().LoadFromMemory(
                [new RouteConfig { RouteId = "all", ClusterId = "origin", Match = new RouteMatch { Path = "{**rest}" } }],
                [new ClusterConfig { ClusterId = "origin", Destinations = new Dictionary<string, DestinationConfig> { ["origin"] = new() { Address = arguments[2] } } }]);
        }

        var app = builder.Build();
        if (arguments[0] == Yarp)
        {
            app.MapReverseProxy();
        }
        else
        {
            app.MapGet("{**path}", ServeAsync);
        }

        return app.RunAsync();
    }

    private static Task ServeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Document.Length;
        context.Response.Headers.CacheControl = "public, max-age=600";
        return context.Response.Body.WriteAsync(Document).AsTask();
    }
}
