namespace Gateway.Tests.Cache;

/// <summary>Changes that go through the edge outdate what it has: RFC 9111, section 4.4. HEAD: section 4.3.5.</summary>
public sealed class InvalidationTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Theory]
    [InlineData("POST", 200, false)]
    [InlineData("PUT", 204, false)]
    [InlineData("DELETE", 303, false)]
    [InlineData("M-SEARCH", 200, false)]
    [InlineData("PUT", 412, true)]
    [InlineData("POST", 500, true)]
    [InlineData("OPTIONS", 200, true)]
    public async Task Change_Successful_RemovesWhatIsStored(string method, int status, bool kept)
    {
        var path = site.Origin.Script(Reply.Fresh("old"), new Reply(status, ""), Reply.Fresh("new"));
        await site.GetAsync(path);

        var change = await site.SendAsync(new HttpMethod(method), path);
        var read = await site.GetAsync(path);

        Assert.Equal($"edge; fwd=method; fwd-status={status}", change.CacheStatus);
        Assert.Equal(kept ? "old" : "new", read.Body);
    }

    [Theory]
    [InlineData("Location", "", false)]
    [InlineData("Content-Location", "", false)]
    [InlineData("Location", "http://other.example", true)]
    public async Task Change_NamesAnotherUrl_RemovesItIfOfTheSameOrigin(string header, string origin, bool kept)
    {
        var target = site.Origin.Script(Reply.Fresh("old"), Reply.Fresh("new"));
        var path = site.Origin.Script(new Reply(201, "", (header, origin + target)));
        await site.GetAsync(target);

        await site.SendAsync(HttpMethod.Post, path);

        Assert.Equal(kept ? "old" : "new", (await site.GetAsync(target)).Body);
    }

    [Fact]
    public async Task Change_WhileAReadIsOnItsWay_TheReadIsNotStored()
    {
        var gate = new TaskCompletionSource();
        var path = site.Origin.Script(Reply.Fresh("old") with { Gate = gate.Task }, new Reply(204, ""), Reply.Fresh("new"));
        var early = site.GetAsync(path);
        await site.Origin.SawAsync(path, 1);

        await site.SendAsync(HttpMethod.Put, path);
        var late = site.GetAsync(path);
        await site.Origin.SawAsync(path, 3);
        gate.SetResult();

        Assert.Equal("old", (await early).Body);
        Assert.Equal("new", (await late).Body);
        Assert.Equal("new", (await site.GetAsync(path)).Body);
    }

    [Fact]
    public async Task Head_Stored_IsAnsweredFromTheCache()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Test", "1")));
        await site.GetAsync(path);

        var head = await site.SendAsync(HttpMethod.Head, path);

        Assert.Equal((true, "", "4", "1"), (head.IsHit, head.Body, head.Header("Content-Length"), head.Header("Test")));
    }

    [Fact]
    public async Task Head_StaleAndUnchanged_FreshensWhatIsStored()
    {
        var path = site.Origin.Script(Reply.Stale("body", ("Test", "1"), ("Keep", "K")), Reply.Fresh("body", ("Test", "2")));
        await site.GetAsync(path);

        await site.SendAsync(HttpMethod.Head, path);
        var hit = await site.GetAsync(path);

        Assert.Equal("HEAD", site.Origin.Requests(path)[1].Method);
        Assert.Equal((true, "body", "2", "K"), (hit.IsHit, hit.Body, hit.Header("Test"), hit.Header("Keep")));
    }

    [Theory]
    [InlineData("ETag", "\"b\"")]
    [InlineData("Content-Length", "5")]
    public async Task Head_StaleAndChanged_RemovesWhatIsStored(string header, string value)
    {
        var path = site.Origin.Script(
            Reply.Stale("body", ("ETag", "\"a\"")), Reply.Fresh("other", (header, value)), Reply.Fresh("other"));
        await site.GetAsync(path);

        await site.SendAsync(HttpMethod.Head, path);

        Assert.Equal("other", (await site.GetAsync(path)).Body);
        Assert.Null(site.Origin.Requests(path)[2].Header("If-None-Match"));
    }
}
