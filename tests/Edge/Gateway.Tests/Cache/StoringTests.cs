using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Cache;

/// <summary>What is stored at all, and with which headers: RFC 9111, section 3.</summary>
public sealed class StoringTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Theory]
    [InlineData("max-age=3600", false)]
    [InlineData("max-age=3600, public", true)]
    [InlineData("max-age=3600, must-revalidate", true)]
    [InlineData("s-maxage=3600", true)]
    public async Task Get_Authorized_IsStoredOnlyWhenItSaysSo(string cacheControl, bool stored)
    {
        var path = site.Origin.Script(Reply.Ok("first", ("Cache-Control", cacheControl)), Reply.Ok("second"));

        await site.GetAsync(path, ("Authorization", "Bearer one"));
        var other = await site.GetAsync(path);

        Assert.Equal(stored ? "first" : "second", other.Body);
    }

    [Fact]
    public async Task Get_AuthorizedAfterAnonymous_GoesToTheOrigin()
    {
        var path = site.Origin.Script(Reply.Fresh("for all"), Reply.Fresh("for one"));

        await site.GetAsync(path);
        var authorized = await site.GetAsync(path, ("Authorization", "Bearer one"));
        var anonymous = await site.GetAsync(path);

        Assert.Equal("for one", authorized.Body);
        Assert.Equal("for all", anonymous.Body);
    }

    [Theory]
    [InlineData("max-age=3600", false)]
    [InlineData("public, max-age=3600", true)]
    public async Task Get_SetCookie_IsStoredOnlyWhenPublic(string cacheControl, bool stored)
    {
        var reply = Reply.Ok("body", ("Cache-Control", cacheControl), ("Set-Cookie", "a=b"));
        var path = site.Origin.Script(reply);

        await site.GetAsync(path);

        Assert.Equal(stored, (await site.GetAsync(path)).IsHit);
    }

    [Fact]
    public async Task Get_Stored_KeepsTheOriginsHeadersButNotThoseOfOneExchange()
    {
        var path = site.Origin.Script(Reply.Fresh(
            "body",
            ("Connection", "a, b"), ("a", "1"), ("b", "2"), ("c", "3"),
            ("Server-Timing", "catalog;dur=5"), ("Keep-Alive", "timeout=5"), ("Proxy-Authenticate", "Basic"), ("Surrogate-Key", "one two"),
            ("Content-Language", "de"), ("X-Frame-Options", "deny")));

        var miss = await site.GetAsync(path);
        var hit = await site.GetAsync(path);

        Assert.True(hit.IsHit);
        foreach (var answer in (Answer[])[miss, hit])
        {
            Assert.Equal(("3", "de", "deny"), (answer.Header("c"), answer.Header("Content-Language"), answer.Header("X-Frame-Options")));
            Assert.All((string[])["a", "b", "Keep-Alive", "Proxy-Authenticate", "Surrogate-Key"], name => Assert.Null(answer.Header(name)));
        }

        Assert.Contains("catalog;dur=5", miss.Header("Server-Timing"), StringComparison.Ordinal);
        Assert.DoesNotContain("catalog", hit.Header("Server-Timing"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-cache=\"a, b\"")]
    [InlineData("private=\"a, b\"")]
    public async Task Get_FieldsNamed_AreLeftOutOfTheHit(string directive)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Cache-Control", directive), ("a", "1"), ("b", "2"), ("c", "3")));

        await site.GetAsync(path);
        var hit = await site.GetAsync(path);

        Assert.True(hit.IsHit);
        Assert.Equal((null, null, "3"), (hit.Header("a"), hit.Header("b"), hit.Header("c")));
    }

    [Fact]
    public async Task Get_MustUnderstandAndUnknownStatus_IsNotStored()
    {
        var path = site.Origin.Script(new Reply(599, "body", ("Cache-Control", "max-age=3600, no-store, must-understand")));

        await site.GetAsync(path);

        Assert.False((await site.GetAsync(path)).IsHit);
    }

    [Fact]
    public async Task Get_BodyBreaksOff_IsAnErrorAndNotStored()
    {
        var path = site.Origin.Script(Reply.Fresh("half") with { BreaksOff = true }, Reply.Fresh("whole"));

        var first = await site.GetAsync(path);
        var second = await site.GetAsync(path);

        Assert.Equal(502, first.Status);
        Assert.Equal("application/problem+json", first.Header("Content-Type"));
        Assert.Equal("whole", second.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_LargerThanAnEntryMayBe_StreamsThroughUncached(bool chunked)
    {
        var body = new string('x', 3 * 1024 * 1024);
        (string, string)[] length = chunked ? [] : [("Content-Length", $"{body.Length}")];
        var path = site.Origin.Script(Reply.Fresh(body, length));

        var first = await site.GetAsync(path);
        var second = await site.GetAsync(path);

        Assert.Equal(body, first.Body);
        Assert.Equal(body, second.Body);
        Assert.False(second.IsHit);
    }

    [Fact]
    public async Task Get_EventStream_IsPassedPieceByPiece()
    {
        var gate = new TaskCompletionSource();
        await using var backend = await Backend.StartAsync(app => app.Run(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.Body.WriteAsync("data: 1\n\n"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await gate.Task;
            await context.Response.Body.WriteAsync("data: 2\n\n"u8.ToArray());
        }));
        await using var gateway = await GatewayProcess.StartAsync(
            [.. CacheSite.Settings(site.Origin), ("ReverseProxy__Clusters__origin__Destinations__origin__Address", backend.Address)]);

        await using var stream = await gateway.Client.GetStreamAsync("/events");
        var piece = new byte[9];
        await stream.ReadExactlyAsync(piece);
        gate.SetResult();
        await stream.ReadExactlyAsync(piece);

        Assert.Equal("data: 2\n\n"u8.ToArray(), piece);
    }

    [Fact]
    public async Task Get_OtherQueryOrHost_IsAnotherResource()
    {
        var path = site.Origin.Script(Reply.Fresh("plain"));
        site.Origin.Script($"{path}?a=1", Reply.Fresh("one"));
        site.Origin.Script($"{path}?a=2", Reply.Fresh("two"));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal("plain", (await site.GetAsync(path)).Body);
            Assert.Equal("one", (await site.GetAsync($"{path}?a=1")).Body);
            Assert.Equal("two", (await site.GetAsync($"{path}?a=2")).Body);
        }

        Assert.False((await site.GetAsync(path, ("Host", "other.example"))).IsHit);
    }

    [Fact]
    public async Task Get_CacheStatusOfTheOrigin_StandsBeforeTheEdges()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Cache-Status", "inner; hit")));

        var miss = await site.GetAsync(path);
        var hit = await site.GetAsync(path);

        Assert.Equal("inner; hit, edge; fwd=uri-miss; fwd-status=200; stored", miss.CacheStatus);
        Assert.StartsWith("inner; hit, edge; hit; ttl=", hit.CacheStatus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithCookie_IsServedFromTheCache()
    {
        var path = site.Origin.Script(Reply.Fresh("body"));

        await site.GetAsync(path);

        Assert.True((await site.GetAsync(path, ("Cookie", "a=b"))).IsHit);
    }
}
