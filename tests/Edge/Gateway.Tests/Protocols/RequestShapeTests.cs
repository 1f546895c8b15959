using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Protocols;

/// <summary>What two readers could read differently is refused, and the connection with it; the gateway serves on.</summary>
public sealed class RequestShapeTests(RequestShapeTests.Edge edge) : IClassFixture<RequestShapeTests.Edge>
{
    private const string Post = "POST /api/products HTTP/1.1\r\nHost: edge\r\n";
    private const string Get = "GET /api/products HTTP/1.1\r\nHost: edge\r\n";
    private const string Smuggled = "GET /api/products/smuggled HTTP/1.1\r\nHost: edge\r\n\r\n";

    [Theory]
    [InlineData("length and chunks", Post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("chunks and length", Post + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("doubled length", Post + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + Smuggled, 400)]
    [InlineData("same length twice", Post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nX" + Smuggled, 400)]
    [InlineData("list of lengths", Post + "Content-Length: 0, 0\r\n\r\n" + Smuggled, 400)]
    [InlineData("space before the colon", Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("unknown coding", Post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("vertical tab", Post + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("chunked not last", Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("coding on top", Post + "Connection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501)]
    [InlineData("chunks in HTTP/1.0", "POST /api/products HTTP/1.0\r\nHost: edge\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("obsolete folding", Get + "X-A: a\r\n b\r\n\r\n" + Smuggled, 400)]
    [InlineData("bare LF after a header", "GET /api/products HTTP/1.1\r\nHost: edge\nX-A: b\r\n\r\n" + Smuggled, 400)]
    [InlineData("bare LF everywhere", "GET /api/products HTTP/1.1\nHost: edge\n\n" + Smuggled, 400)]
    [InlineData("bare CR", "GET /api/products HTTP/1.1\r\nHost: edge\rX-A: b\r\n\r\n" + Smuggled, 400)]
    [InlineData("bare LF after a chunk's size", Post + "Transfer-Encoding: chunked\r\n\r\n2\nxx\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("LF in a chunk's extension", Post + "Transfer-Encoding: chunked\r\n\r\n2;\n\nxx\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("chunk's size not hexadecimal", Post + "Transfer-Encoding: chunked\r\n\r\n0x2\r\nxx\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("chunk's size too large", Post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nxx\r\n0\r\n\r\n" + Smuggled, 400)]
    [InlineData("no host", "GET /api/products HTTP/1.1\r\n\r\n" + Smuggled, 400)]
    [InlineData("two hosts", Get + "Host: other\r\n\r\n" + Smuggled, 400)]
    [InlineData("NUL in a header", Get + "X-A: a\0b\r\n\r\n" + Smuggled, 400)]
    [InlineData("NUL in the path", "GET /api/prod%00ucts HTTP/1.1\r\nHost: edge\r\n\r\n" + Smuggled, 400)]
    [InlineData("space in a header's name", Get + "X A: b\r\n\r\n" + Smuggled, 400)]
    public async Task Ambiguous_IsRefused_AndNothingRidesOnIt(string shape, string request, int status)
    {
        var answer = await RawConnection.ExchangeAsync(edge.Gateway.Cleartext, request);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(1, Count(answer, "HTTP/1.1 "));
        Assert.False(edge.Paths.Contains("/api/products/smuggled"), shape);
    }

    [Theory]
    [InlineData("TRACE /api/products HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("CONNECT elsewhere:25 HTTP/1.1\r\nHost: elsewhere:25\r\nConnection: close\r\n\r\n", 405)]
    public async Task Method_NotForAFront_IsRefused(string request, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status} ", await RawConnection.ExchangeAsync(edge.Gateway.Cleartext, request), StringComparison.Ordinal);

    [Theory]
    [InlineData(100_000, 431)]
    [InlineData(40_000, 431)]
    public async Task Header_TooLarge_IsRefused(int bytes, int status)
    {
        var answer = await RawConnection.ExchangeAsync(edge.Gateway.Cleartext, $"{Get}X-A: {new string('a', bytes)}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, HttpStatusCode.OK)]
    [InlineData(501, HttpStatusCode.BadRequest)]
    [InlineData(10_000, HttpStatusCode.RequestUriTooLong)]
    public async Task QueryParameters_AreLimited(int count, HttpStatusCode expected)
    {
        using var response = await edge.Gateway.Client.GetAsync($"/api/products?{string.Join('&', Enumerable.Repeat("a=1", count))}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Ordinary_BodyInChunks_IsForwarded()
    {
        var answer = await RawConnection.ExchangeAsync(
            edge.Gateway.Cleartext, Post + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("hello", answer, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>A gateway before a service that echoes bodies and remembers which paths it was asked for.</summary>
    public sealed class Edge : IAsyncLifetime
    {
        private HostedEdge? _edge;

        internal ConcurrentBag<string> Paths { get; } = [];

        internal GatewayProcess Gateway => _edge!.Gateway;

        public async ValueTask InitializeAsync() => _edge = await HostedEdge.StartAsync(app => app.Run(async context =>
        {
            Paths.Add(context.Request.Path);
            await context.Request.Body.CopyToAsync(context.Response.Body);
        }));

        public ValueTask DisposeAsync() => _edge!.DisposeAsync();
    }
}
