namespace Gateway.Tests.Cache;

/// <summary>Parts of what is stored: RFC 9110, section 14.</summary>
public sealed class RangeTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Theory]
    [InlineData("bytes=0-1", 206, "01", "bytes 0-1/11")]
    [InlineData("bytes=1-", 206, "123456789A", "bytes 1-10/11")]
    [InlineData("bytes=-1", 206, "A", "bytes 10-10/11")]
    [InlineData("bytes=5-99", 206, "56789A", "bytes 5-10/11")]
    [InlineData("bytes=-99", 206, "0123456789A", "bytes 0-10/11")]
    [InlineData("bytes=0-1,3-4", 200, "0123456789A", null)]
    [InlineData("bytes=5-3", 200, "0123456789A", null)]
    [InlineData("bytes=x", 200, "0123456789A", null)]
    [InlineData("lines=0-1", 200, "0123456789A", null)]
    public async Task Get_Range_IsTakenFromTheStoredWhole(string range, int status, string body, string? contentRange)
    {
        var path = site.Origin.Script(Reply.Fresh("0123456789A", ("Test", "1")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("Range", range));

        Assert.Equal((true, status, body, contentRange), (answer.IsHit, answer.Status, answer.Body, answer.Header("Content-Range")));
        Assert.Equal("1", answer.Header("Test"));
    }

    [Theory]
    [InlineData("bytes=11-")]
    [InlineData("bytes=-0")]
    public async Task Get_RangeOutside_Is416(string range)
    {
        var path = site.Origin.Script(Reply.Fresh("0123456789A"));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("Range", range));

        Assert.Equal((416, "bytes */11"), (answer.Status, answer.Header("Content-Range")));
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("\"a\"", 206)]
    [InlineData("\"b\"", 200)]
    [InlineData("W/\"a\"", 200)]
    [InlineData("Wed, 01 Jan 2020 00:00:00 GMT", 206)]
    [InlineData("Wed, 01 Jan 2020 00:00:01 GMT", 200)]
    public async Task Get_IfRange_OnlyOfTheSameRepresentation(string validator, int status)
    {
        var path = site.Origin.Script(
            Reply.Fresh("0123456789", ("ETag", "\"a\""), ("Last-Modified", "Wed, 01 Jan 2020 00:00:00 GMT")));
        await site.GetAsync(path);

        var answer = await site.GetAsync(path, ("Range", "bytes=0-0"), ("If-Range", validator));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Get_RangeOfWhatIsNotStored_GoesToTheOriginAndIsNotStored()
    {
        var path = site.Origin.Script(
            new Reply(206, "01", ("Cache-Control", "max-age=3600"), ("Content-Range", "bytes 0-1/10")), Reply.Fresh("0123456789"));

        var part = await site.GetAsync(path, ("Range", "bytes=0-1"));
        var whole = await site.GetAsync(path);

        Assert.Equal((206, "01"), (part.Status, part.Body));
        Assert.Equal("bytes=0-1", site.Origin.Requests(path)[0].Header("Range"));
        Assert.Equal((200, "0123456789"), (whole.Status, whole.Body));
    }

    [Fact]
    public async Task Get_RangeOfWhatIsStale_IsValidatedAsAWhole()
    {
        var path = site.Origin.Script(Reply.Stale("0123456789", ("ETag", "\"a\"")), Reply.NotModified(("Cache-Control", "max-age=3600")));
        await site.GetAsync(path);

        var part = await site.GetAsync(path, ("Range", "bytes=2-3"));

        Assert.Equal((206, "23"), (part.Status, part.Body));
        Assert.Null(site.Origin.Requests(path)[1].Header("Range"));
    }
}
