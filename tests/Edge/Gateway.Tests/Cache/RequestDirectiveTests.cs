namespace Gateway.Tests.Cache;

/// <summary>What clients may ask of the cache: RFC 9111, section 5.2.1.</summary>
public sealed class RequestDirectiveTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Theory]
    [InlineData("Cache-Control", "no-cache", false)]
    [InlineData("Cache-Control", "no-store", false)]
    [InlineData("Cache-Control", "max-age=0", false)]
    [InlineData("Cache-Control", "max-age=600", false)]
    [InlineData("Cache-Control", "max-age=2000", true)]
    [InlineData("Cache-Control", "min-fresh=2000", false)]
    [InlineData("Cache-Control", "min-fresh=1000", true)]
    [InlineData("Cache-Control", "only-if-cached", true)]
    [InlineData("Cache-Control", "nothing-known", true)]
    [InlineData("Pragma", "no-cache", false)]
    [InlineData("Pragma", "foo", true)]
    public async Task Get_FreshOfAge1800With1800Left_IsReusedIfTheClientAgrees(string name, string value, bool reused)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Age", "1800")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, (name, value));

        Assert.Equal(reused, answer.IsHit);
    }

    [Fact]
    public async Task Get_NoCacheAndValidator_IsValidated()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("ETag", "\"a\"")), Reply.NotModified());
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("Cache-Control", "no-cache"));

        Assert.Equal("body", answer.Body);
        Assert.Equal("edge; fwd=request; fwd-status=304; stored", answer.CacheStatus);
        Assert.Equal("\"a\"", site.Origin.Requests(path)[1].Header("If-None-Match"));
    }

    [Theory]
    [InlineData("max-stale=1000", "max-age=60", true)]
    [InlineData("max-stale", "max-age=60", true)]
    [InlineData("max-stale=10", "max-age=60", false)]
    [InlineData("max-stale=1000", "max-age=60, must-revalidate", false)]
    [InlineData("max-stale=1000", "s-maxage=60", false)]
    public async Task Get_MaxStale_TakesWhatIsNotTooStale(string request, string response, bool reused)
    {
        var path = site.Origin.Script(Reply.Ok("body", ("Cache-Control", response), ("Age", "120"), ("ETag", "\"a\"")), Reply.Fresh("new"));
        await site.GetAsync(path);

        Assert.Equal(reused, (await site.GetAsync(path, ("Cache-Control", request))).IsHit);
    }

    [Fact]
    public async Task Get_OnlyIfCachedAndNothingIs_Is504WithoutAskingTheOrigin()
    {
        var path = site.Origin.Script(Reply.Fresh("body"));

        var answer = await site.GetAsync(path, ("Cache-Control", "only-if-cached"));

        Assert.Equal((504, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal("edge; detail=only-if-cached", answer.CacheStatus);
        Assert.Empty(site.Origin.Requests(path));
    }

    [Fact]
    public async Task Get_NoStore_LeavesNothingBehind()
    {
        var path = site.Origin.Script(Reply.Fresh("body"));

        await site.GetAsync(path, ("Cache-Control", "no-store"));

        Assert.False((await site.GetAsync(path)).IsHit);
    }

    [Fact]
    public async Task Get_DirectivesNotHonored_TheCacheAnswers()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            CacheSite.Settings(site.Origin, ("EdgeCache__HonorRequestDirectives", "false")));
        var path = site.Origin.Script(Reply.Fresh("body"));
        await Answer.OfAsync(gateway.Client, HttpMethod.Get, path);

        var answer = await Answer.OfAsync(gateway.Client, HttpMethod.Get, path, ("Cache-Control", "no-cache"));

        Assert.True(answer.IsHit);
    }
}
