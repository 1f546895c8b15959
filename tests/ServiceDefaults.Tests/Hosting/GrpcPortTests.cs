using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace ServiceDefaults.Tests.Hosting;

public sealed class GrpcPortTests
{
    [Fact]
    public async Task TwoPorts_OneForHttp1_OneForHttp2WithoutTls()
    {
        var (http, grpc) = (FreePort(), FreePort());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = $"http://localhost:{http}";
        builder.Configuration[GrpcPort.Variable] = $"{grpc}";
        builder.AddGrpcPort();
        await using var app = builder.Build();
        app.MapGet("/", (Microsoft.AspNetCore.Http.HttpContext context) => context.Request.Protocol);
        await app.StartAsync();
        using var client = new HttpClient();

        Assert.Equal("HTTP/1.1", await client.GetStringAsync($"http://localhost:{http}/"));
        Assert.Equal("HTTP/2", await GetOverHttp2Async(client, $"http://localhost:{grpc}/"));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("0")]
    [InlineData("70000")]
    public void NotAPort_IsAnErrorThatNamesIt(string value)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration[GrpcPort.Variable] = value;

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddGrpcPort());

        Assert.Contains($"GRPC_PORT is '{value}'", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> GetOverHttp2Async(HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
