namespace Gateway.Tests.Cache;

/// <summary>Conditional requests, both ways: the client's to the cache and the cache's to the origin. RFC 9111, section 4.3.</summary>
public sealed class ConditionalTests(CacheSite site) : IClassFixture<CacheSite>
{
    private const string Modified = "Wed, 01 Jan 2020 00:00:00 GMT";
    private const string Later = "Wed, 01 Jan 2020 00:00:01 GMT";
    private const string Earlier = "Tue, 31 Dec 2019 23:59:59 GMT";

    [Theory]
    [InlineData("\"a\"", "\"a\"", 304)]
    [InlineData("\"a\"", "\"b\"", 200)]
    [InlineData("\"a\"", "W/\"a\"", 304)]
    [InlineData("W/\"a\"", "\"a\"", 304)]
    [InlineData("\"a\"", "\"x\", \"a\", \"y\"", 304)]
    [InlineData("\"a,b\"", "\"x\", \"a,b\"", 304)]
    [InlineData("\"a\"", "*", 304)]
    public async Task Get_IfNoneMatch_IsAnsweredFromTheCache(string tag, string ifNoneMatch, int status)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("ETag", tag), ("Content-Language", "de")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("If-None-Match", ifNoneMatch), ("If-Modified-Since", Later));

        Assert.True(answer.IsHit);
        Assert.Equal((status, tag, "max-age=3600"), (answer.Status, answer.Header("ETag"), answer.Header("Cache-Control")));
        Assert.Equal(status == 304 ? null : "de", answer.Header("Content-Language"));
        Assert.Single(site.Origin.Requests(path));
    }

    [Theory]
    [InlineData(Modified, 304)]
    [InlineData(Later, 304)]
    [InlineData("Wednesday, 01-Jan-20 00:00:00 GMT", 304)]
    [InlineData(Earlier, 200)]
    [InlineData("nonsense", 200)]
    public async Task Get_IfModifiedSince_IsAnsweredFromTheCache(string since, int status)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Last-Modified", Modified)));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("If-Modified-Since", since));

        Assert.Equal((true, status), (answer.IsHit, answer.Status));
    }

    [Fact]
    public async Task Get_ConditionAndNothingStored_FetchesTheWholeForAll()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("ETag", "\"a\"")));

        var answer = await site.GetAsync(path, ("If-None-Match", "\"a\""));

        Assert.Equal(304, answer.Status);
        Assert.Null(Assert.Single(site.Origin.Requests(path)).Header("If-None-Match"));
        Assert.Equal("body", (await site.GetAsync(path)).Body);
    }

    [Fact]
    public async Task Get_Stale_IsValidatedWithBothValidatorsAndFreshAgain()
    {
        var path = site.Origin.Script(
            Reply.Stale("body", ("ETag", "W/\"a\""), ("Last-Modified", Modified), ("Test", "A"), ("Keep", "K"), ("Vary", "Abc")),
            Reply.NotModified(("Cache-Control", "max-age=3600"), ("ETag", "W/\"a\""), ("Test", "B"), ("Vary", "Abc")));
        await site.GetAsync(path, ("Abc", "123"));

        var validated = await site.GetAsync(path, ("Abc", "123"));
        var hit = await site.GetAsync(path, ("Abc", "123"));

        var request = site.Origin.Requests(path)[1];
        Assert.Equal(("W/\"a\"", Modified, "123"), (request.Header("If-None-Match"), request.Header("If-Modified-Since"), request.Header("Abc")));
        Assert.Equal("edge; fwd=stale; fwd-status=304; stored", validated.CacheStatus);
        foreach (var answer in (Answer[])[validated, hit])
        {
            Assert.Equal((200, "body", "B", "K"), (answer.Status, answer.Body, answer.Header("Test"), answer.Header("Keep")));
        }

        Assert.True(hit.IsHit);
        Assert.InRange(int.Parse(hit.Header("Age")!), 0, 10);
    }

    [Fact]
    public async Task Get_NotModifiedWithContentLength_KeepsTheLengthOfTheStoredBody()
    {
        var path = site.Origin.Script(
            Reply.Stale("body", ("ETag", "\"a\"")), Reply.NotModified(("Cache-Control", "max-age=3600"), ("Content-Length", "1")));
        await site.GetAsync(path);

        var validated = await site.GetAsync(path);

        Assert.Equal(("4", "body"), (validated.Header("Content-Length"), validated.Body));
    }

    [Fact]
    public async Task Get_StaleAndClientHasTheSame_BothAreToldNotModified()
    {
        var path = site.Origin.Script(Reply.Stale("body", ("Last-Modified", Modified)), Reply.NotModified(("Cache-Control", "max-age=3600")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("If-Modified-Since", Modified));

        Assert.Equal(304, answer.Status);
        Assert.Equal("edge; fwd=stale; fwd-status=304; stored", answer.CacheStatus);
    }

    [Fact]
    public async Task Get_StaleAndChanged_ReplacesTheStoredOne()
    {
        var path = site.Origin.Script(Reply.Stale("old", ("ETag", "\"a\"")), Reply.Fresh("new", ("ETag", "\"b\"")));
        await site.GetAsync(path);

        Assert.Equal("new", (await site.GetAsync(path)).Body);

        Assert.Equal((true, "new"), ((await site.GetAsync(path)) is { IsHit: var hit, Body: var body } ? (hit, body) : default));
    }

    [Fact]
    public async Task Get_ConfirmedUnderAnotherStrongTag_IsFetchedAnew()
    {
        var path = site.Origin.Script(
            Reply.Stale("old", ("ETag", "\"a\"")), Reply.NotModified(("ETag", "\"b\"")), Reply.Fresh("new", ("ETag", "\"b\"")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path);

        Assert.Equal("new", answer.Body);
        Assert.Null(site.Origin.Requests(path)[2].Header("If-None-Match"));
    }

    [Fact]
    public async Task Get_NoCache_IsStoredAndValidatedEachTime()
    {
        var path = site.Origin.Script(Reply.Ok("body", ("Cache-Control", "max-age=3600, no-cache"), ("ETag", "\"a\"")), Reply.NotModified());
        await site.GetAsync(path);

        Assert.Equal("body", (await site.GetAsync(path)).Body);
        Assert.Equal("body", (await site.GetAsync(path)).Body);

        Assert.Equal(3, site.Origin.Requests(path).Count);
        Assert.All(site.Origin.Requests(path).Skip(1), request => Assert.Equal("\"a\"", request.Header("If-None-Match")));
    }

    [Fact]
    public async Task Get_ChangedIntoPrivate_ForgetsTheOldOne()
    {
        var path = site.Origin.Script(
            Reply.Stale("old", ("ETag", "\"a\"")), Reply.Ok("mine", ("Cache-Control", "private")), Reply.Ok("yours", ("Cache-Control", "private")));
        await site.GetAsync(path);

        await site.GetAsync(path);
        await site.GetAsync(path);

        Assert.Null(site.Origin.Requests(path)[2].Header("If-None-Match"));
    }

    [Fact]
    public async Task Get_IfMatch_IsTheOriginsToJudge()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("ETag", "\"a\"")), new Reply(412, ""));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("If-Match", "\"b\""));

        Assert.Equal(412, answer.Status);
        Assert.Equal("\"b\"", site.Origin.Requests(path)[1].Header("If-Match"));
    }
}
