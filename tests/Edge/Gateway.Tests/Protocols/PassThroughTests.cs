using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Tests.Protocols;

/// <summary>What lives longer than a request goes through as it comes, each piece when it is there.</summary>
public sealed class PassThroughTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task ServerSentEvents_ArriveOneByOne(string version)
    {
        using var next = new SemaphoreSlim(0);
        await using var edge = await StartAsync(app => app.MapGet("/test/events", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 3; i++)
            {
                await context.Response.WriteAsync($"data: {i}\n\n");
                await context.Response.Body.FlushAsync();
                await next.WaitAsync(context.RequestAborted);
            }
        }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/events")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await edge.Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        for (var i = 0; i < 3; i++)
        {
            // The service sends the next only when this one has arrived: a buffer on the way would wait for ever.
            Assert.Equal($"data: {i}", await reader.ReadLineAsync().WaitAsync(Patience));
            Assert.Equal("", await reader.ReadLineAsync().WaitAsync(Patience));
            next.Release();
        }
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task WebSocket_BothWays_AndCloseGoesThrough(string version)
    {
        await using var edge = await StartAsync(app =>
        {
            app.UseWebSockets();
            app.Map("/test/socket", EchoAsync);
        });
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = edge.Gateway.Trusts } });
        using var bound = new CancellationTokenSource(Patience);
        var address = new UriBuilder(edge.Gateway.Client.BaseAddress!) { Scheme = "wss", Path = "/test/socket" }.Uri;

        await socket.ConnectAsync(address, invoker, bound.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, bound.Token);
        var buffer = new byte[100];
        var echo = await socket.ReceiveAsync(buffer, bound.Token);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", bound.Token);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, echo.Count));
        Assert.Equal("bye", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task GrpcWeb_OverHttp1_ReachesAnHttp2Service()
    {
        await using var edge = await StartAsync(
            app => app.MapPost("/test/grpc", async (HttpContext context) =>
            {
                context.Response.ContentType = context.Request.ContentType;
                context.Response.Headers["grpc-seen-protocol"] = context.Request.Protocol;
                await context.Request.Body.CopyToAsync(context.Response.Body);
            }),
            HttpProtocols.Http2);
        using var content = new ByteArrayContent([0, 0, 0, 0, 1, 42]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web+proto");

        using var response = await edge.Gateway.Client.PostAsync("/test/grpc", content);

        Assert.Equal("application/grpc-web+proto", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("HTTP/2", Assert.Single(response.Headers.GetValues("grpc-seen-protocol")));
        Assert.Equal([0, 0, 0, 0, 1, 42], await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
    }

    /// <summary>A gateway with one more route than it ships with, from configuration alone.</summary>
    private static Task<HostedEdge> StartAsync(Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1) => HostedEdge.StartAsync(
        map,
        protocols,
        ("ReverseProxy__Routes__test__ClusterId", "test"),
        ("ReverseProxy__Routes__test__Match__Path", "/test/{**rest}"),
        ("ReverseProxy__Clusters__test__HttpRequest__Version", protocols is HttpProtocols.Http2 ? "2" : "1.1"),
        ("ReverseProxy__Clusters__test__HttpRequest__VersionPolicy", "RequestVersionExact"));
}
