namespace Gateway.Tests.Cache;

/// <summary>When a stale response is better than none: RFC 9111 section 4.2.4, RFC 5861.</summary>
public sealed class StaleTests(CacheSite site) : IClassFixture<CacheSite>
{
    private static readonly Reply Broken = Reply.Fresh("half") with { BreaksOff = true };

    [Fact]
    public async Task Get_WhileRevalidating_IsServedAtOnceAndRenewedBehind()
    {
        var path = site.Origin.Script(StaleWith("old", "stale-while-revalidate=3600"), Reply.Fresh("new"));
        await site.GetAsync(path);

        var stale = await site.GetAsync(path);
        await site.Origin.SawAsync(path, 2);
        var renewed = await EventuallyAsync(path, "new");

        Assert.Equal((true, "old"), (stale.IsHit, stale.Body));
        Assert.Matches("ttl=-", stale.CacheStatus);
        Assert.True(renewed.IsHit);
        Assert.Equal(2, site.Origin.Requests(path).Count);
    }

    [Fact]
    public async Task Get_AfterTheRevalidationWindow_Waits()
    {
        var path = site.Origin.Script(StaleWith("old", "stale-while-revalidate=10"), Reply.Fresh("new"));
        await site.GetAsync(path);

        Assert.Equal("new", (await site.GetAsync(path)).Body);
    }

    [Theory]
    [InlineData("max-age=60, stale-while-revalidate=3600, must-revalidate", false)]
    [InlineData("max-age=60, stale-while-revalidate=3600, proxy-revalidate", false)]
    [InlineData("s-maxage=60, stale-while-revalidate=3600", true)]
    public async Task Get_WhileRevalidating_OnlyWhereNothingForbidsIt(string cacheControl, bool served)
    {
        var path = site.Origin.Script(Reply.Ok("old", ("Cache-Control", cacheControl), ("Age", "120")), Reply.Fresh("new"));
        await site.GetAsync(path);

        Assert.Equal(served ? "old" : "new", (await site.GetAsync(path)).Body);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Get_StaleIfError_StandsInForTheError(int status)
    {
        var path = site.Origin.Script(StaleWith("old", "stale-if-error=3600"), new Reply(status, "broken"));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path);

        Assert.Equal((200, "old"), (answer.Status, answer.Body));
        Assert.Equal($"edge; fwd=stale; fwd-status={status}", answer.CacheStatus);
    }

    [Theory]
    [InlineData("stale-if-error=10")]
    [InlineData("stale-if-error=3600, must-revalidate")]
    [InlineData("foo")]
    public async Task Get_ErrorAndNoLeave_IsTheError(string directive)
    {
        var path = site.Origin.Script(StaleWith("old", directive), new Reply(503, "broken"));
        await site.GetAsync(path);

        Assert.Equal(503, (await site.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Get_StaleIfErrorOfTheClient_StandsInForTheError()
    {
        var path = site.Origin.Script(Reply.Stale("old"), new Reply(500, "broken"));
        await site.GetAsync(path);

        Assert.Equal("old", (await site.GetAsync(path, ("Cache-Control", "stale-if-error=3600"))).Body);
    }

    [Fact]
    public async Task Get_OriginUnreachable_IsServedStaleForAWhile()
    {
        var path = site.Origin.Script(Reply.Stale("old"), Broken);
        await site.GetAsync(path);

        var answer = await site.GetAsync(path);

        Assert.Equal((200, "old"), (answer.Status, answer.Body));
        Assert.Equal("edge; fwd=stale; fwd-status=502", answer.CacheStatus);
    }

    [Theory]
    [InlineData("max-age=60, must-revalidate")]
    [InlineData("max-age=60, proxy-revalidate")]
    [InlineData("s-maxage=60")]
    [InlineData("no-cache")]
    public async Task Get_OriginUnreachableAndForbidden_IsAnError(string cacheControl)
    {
        var path = site.Origin.Script(Reply.Ok("old", ("Cache-Control", cacheControl), ("Age", "120"), ("ETag", "\"a\"")), Broken);
        await site.GetAsync(path);

        Assert.Equal(502, (await site.GetAsync(path)).Status);
    }

    private static Reply StaleWith(string body, string directive) => Reply.Stale(body, ("Cache-Control", directive));

    private async Task<Answer> EventuallyAsync(string path, string body)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await site.GetAsync(path) is var answer && answer.Body == body)
            {
                return answer;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{path} never became '{body}'.");
    }
}
