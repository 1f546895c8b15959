namespace Gateway.Tests.Cache;

/// <summary>How long a response is used: RFC 9111, section 4.2.</summary>
public sealed class FreshnessTests(CacheSite site) : IClassFixture<CacheSite>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData("max-age=3600")]
    [InlineData("MaX-aGe=3600")]
    [InlineData("max-age=003600")]
    [InlineData("max-age=\"3600\"")]
    [InlineData("max-age=2147483648")]
    [InlineData("max-age=99999999999")]
    [InlineData("max-age=3600, must-revalidate")]
    [InlineData("foobar, max-age=3600")]
    [InlineData("s-maxage=3600")]
    [InlineData("max-age=0, s-maxage=3600")]
    [InlineData("max-age=3600, no-store, must-understand")]
    public Task Get_Fresh_IsReused(string cacheControl) => AssertReusedAsync(true, ("Cache-Control", cacheControl));

    [Theory]
    [InlineData("max-age=0")]
    [InlineData("max-age=-3600")]
    [InlineData("max-age='3600'")]
    [InlineData("max-age=3600a")]
    [InlineData("max-age=a3600")]
    [InlineData("max-age=3600.5")]
    [InlineData("max-age=3600, s-maxage=0")]
    [InlineData("s-maxage=0, max-age=3600")]
    [InlineData("extension=\"max-age=3600\", max-age=0")]
    [InlineData("max-age=0, extension=\"max-age=3600\"")]
    [InlineData("max-age=3600, max-age=0")]
    [InlineData("no-store")]
    [InlineData("No-StOrE, max-age=3600")]
    [InlineData("max-age=3600, no-cache")]
    [InlineData("private, max-age=3600")]
    public Task Get_NotFresh_IsNotReused(string cacheControl) => AssertReusedAsync(false, ("Cache-Control", cacheControl));

    [Fact]
    public Task Get_NothingSaid_IsNotReused() => AssertReusedAsync(false);

    [Theory]
    [InlineData("7200", false)]
    [InlineData("2147483647", false)]
    [InlineData("2147483649", false)]
    [InlineData("7200, 0", false)]
    [InlineData("0, 7200", true)]
    [InlineData("abc", true)]
    [InlineData("-7200", true)]
    [InlineData("7200.0", true)]
    public Task Get_WithAge_CountsTheFirstValidOne(string age, bool reused) =>
        AssertReusedAsync(reused, ("Cache-Control", "max-age=3600"), ("Age", age));

    [Fact]
    public Task Get_DateInThePast_IsOld() =>
        AssertReusedAsync(false, ("Cache-Control", "max-age=3600"), ("Date", Now.AddHours(-2).ToString("r")));

    [Theory]
    [InlineData(3600, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(-3600, 0, false)]
    [InlineData(300, 400, false)]
    public Task Get_WithExpires_IsFreshUntilThen(int expires, int date, bool reused) => AssertReusedAsync(
        reused, ("Expires", Now.AddSeconds(expires).ToString("r")), ("Date", Now.AddSeconds(date).ToString("r")));

    [Fact]
    public Task Get_ExpiresAndAge_IsOlderThanItSeems() => AssertReusedAsync(
        false, ("Expires", Now.AddSeconds(20).ToString("r")), ("Date", Now.AddSeconds(10).ToString("r")), ("Age", "15"));

    [Fact]
    public Task Get_TwoExpires_IsExpired() => AssertReusedAsync(
        false, ("Expires", Now.AddHours(1).ToString("r")), ("Expires", Now.AddHours(2).ToString("r")));

    [Fact]
    public Task Get_MaxAge_WinsOverExpires() => AssertReusedAsync(true, ("Cache-Control", "max-age=3600"), ("Expires", "0"));

    [Fact]
    public Task Get_InvalidDate_IsThatOfArrival() => AssertReusedAsync(true, ("Expires", Now.AddHours(1).ToString("r")), ("Date", "foo"));

    [Theory]
    [InlineData(200, true)]
    [InlineData(203, true)]
    [InlineData(204, true)]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(410, true)]
    [InlineData(414, true)]
    [InlineData(501, true)]
    [InlineData(201, false)]
    [InlineData(202, false)]
    [InlineData(403, false)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    [InlineData(599, false)]
    public async Task Get_LastModifiedOnly_IsFreshByHeuristicForSomeStatuses(int status, bool reused)
    {
        var path = site.Origin.Script(new Reply(status, "body", ("Last-Modified", Now.AddDays(-1).ToString("r"))));

        await site.GetAsync(path);
        var second = await site.GetAsync(path);

        Assert.Equal(reused, second.IsHit);
        Assert.Equal(status, second.Status);
    }

    [Fact]
    public async Task Get_LastModifiedAndPublic_IsFreshByHeuristicForAnyStatus()
    {
        var path = site.Origin.Script(
            new Reply(599, "body", ("Last-Modified", Now.AddDays(-1).ToString("r")), ("Cache-Control", "public")));

        await site.GetAsync(path);

        Assert.True((await site.GetAsync(path)).IsHit);
    }

    [Theory]
    [InlineData(299)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task Get_ExplicitlyFresh_IsReusedWhateverTheStatus(int status)
    {
        var path = site.Origin.Script(new Reply(status, "body", ("Cache-Control", "max-age=3600")));

        await site.GetAsync(path);
        var second = await site.GetAsync(path);

        Assert.True(second.IsHit);
        Assert.Equal((status, "body"), (second.Status, second.Body));
    }

    [Fact]
    public async Task Get_Hit_HasTheAgeAndTheOriginsDate()
    {
        var date = Now.AddSeconds(-40).ToString("r");
        var path = site.Origin.Script(Reply.Fresh("body", ("Date", date), ("Age", "30")));

        await site.GetAsync(path);
        var hit = await site.GetAsync(path);

        Assert.Equal(date, hit.Header("Date"));
        Assert.InRange(int.Parse(hit.Header("Age")!), 40, 60);
        Assert.Matches("^edge; hit; ttl=35[0-9][0-9]$", hit.CacheStatus);
    }

    [Theory]
    [InlineData("max-age=3600", "no-store", true)]
    [InlineData("max-age=0", "max-age=3600", false)]
    [InlineData("private", "max-age=3600", false)]
    [InlineData("no-store", "max-age=3600", false)]
    [InlineData("no-cache", "max-age=3600", false)]
    [InlineData("max-age=3600, &&&&&", "no-store", false)]
    [InlineData("max-age=\"3600\"", "no-store", false)]
    [InlineData("max-age =3600", "no-store", false)]
    [InlineData("max-age= 3600", "no-store", false)]
    [InlineData("foobar, max-age=3600", "max-age=0", true)]
    public Task Get_CdnCacheControl_WinsWhenValid(string targeted, string cacheControl, bool reused) =>
        AssertReusedAsync(reused, ("CDN-Cache-Control", targeted), ("Cache-Control", cacheControl));

    private async Task AssertReusedAsync(bool reused, params (string Name, string Value)[] headers)
    {
        var path = site.Origin.Script(Reply.Ok("first", headers), Reply.Ok("second", headers));

        var first = await site.GetAsync(path);
        var second = await site.GetAsync(path);

        Assert.Equal("first", first.Body);
        Assert.Equal(reused ? "first" : "second", second.Body);
        Assert.Equal(reused, second.IsHit);
    }
}
