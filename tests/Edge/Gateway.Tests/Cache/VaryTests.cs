namespace Gateway.Tests.Cache;

/// <summary>Which variant a request gets: RFC 9111, section 4.1.</summary>
public sealed class VaryTests(CacheSite site) : IClassFixture<CacheSite>
{
    [Theory]
    [InlineData("Foo", "1", "1", true)]
    [InlineData("Foo", "1", "2", false)]
    [InlineData("Foo", null, "1", false)]
    [InlineData("Foo", "1", null, false)]
    [InlineData("Foo", null, null, true)]
    [InlineData("Foo", "1,2", " 1, 2 ", true)]
    [InlineData("Foo", "a", "A", false)]
    [InlineData("Accept-Language", "en, de", "de, en", true)]
    [InlineData("Accept-Language", "en, de", "eN,   De", true)]
    [InlineData("Accept-Language", "en, de", "en, fr", false)]
    [InlineData("Accept-Encoding", "gzip, br", "br,gzip", true)]
    public async Task Get_Again_IsReusedWhenTheSelectingHeaderMeansTheSame(string name, string? first, string? second, bool reused)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Vary", name)));

        await site.GetAsync(path, With(name, first));
        var answer = await site.GetAsync(path, With(name, second));

        Assert.Equal(reused, answer.IsHit);
    }

    [Theory]
    [InlineData("1", "abc", "789", true)]
    [InlineData("2", "abc", "789", false)]
    [InlineData("1", "abcde", "789", false)]
    [InlineData("1", null, "789", false)]
    public async Task Get_ThreeSelectingHeaders_AllCount(string foo, string? bar, string baz, bool reused)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Vary", "Foo, Bar"), ("Vary", "Baz")));

        await site.GetAsync(path, ("Foo", "1"), ("Bar", "abc"), ("Baz", "789"), ("Other", "2"));
        var answer = await site.GetAsync(path, [("Baz", baz), .. With("Bar", bar), ("Foo", foo), ("Other", "3")]);

        Assert.Equal(reused, answer.IsHit);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*, *")]
    [InlineData(", *")]
    [InlineData("*, Foo")]
    [InlineData("Foo, *")]
    public async Task Get_VaryStar_IsNotReused(string vary)
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Vary", vary)));

        await site.GetAsync(path, ("Foo", "1"));

        Assert.False((await site.GetAsync(path, ("Foo", "1"))).IsHit);
    }

    [Fact]
    public async Task Get_TwoVariants_AreBothKept()
    {
        var path = site.Origin.Script(Reply.Fresh("one", ("Vary", "Foo")), Reply.Fresh("two", ("Vary", "Foo")));

        await site.GetAsync(path, ("Foo", "1"));
        var second = await site.GetAsync(path, ("Foo", "2"));

        Assert.StartsWith("edge; fwd=vary-miss", second.CacheStatus, StringComparison.Ordinal);
        Assert.Equal("one", (await site.GetAsync(path, ("Foo", "1"))).Body);
        Assert.Equal("two", (await site.GetAsync(path, ("Foo", "2"))).Body);
        Assert.Equal(2, site.Origin.Requests(path).Count);
    }

    [Fact]
    public async Task Get_MoreVariantsThanAllowed_TheOldestGoes()
    {
        var path = site.Origin.Script(Reply.Fresh("body", ("Vary", "Foo")));

        for (var i = 0; i < 17; i++)
        {
            await site.GetAsync(path, ("Foo", $"{i}"));
        }

        Assert.True((await site.GetAsync(path, ("Foo", "16"))).IsHit);
        Assert.True((await site.GetAsync(path, ("Foo", "1"))).IsHit);
        Assert.False((await site.GetAsync(path, ("Foo", "0"))).IsHit);
    }

    private static (string Name, string Value)[] With(string name, string? value) => value is null ? [] : [(name, value)];
}
