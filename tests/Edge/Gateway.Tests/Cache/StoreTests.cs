using Gateway.Cache;
using Gateway.Cache.Rules;
using Gateway.Cache.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Cache;

/// <summary>What is kept when there is too much, and what a purge takes.</summary>
public sealed class StoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Put_MoreThanFits_StaysWithinTheBound()
    {
        var store = Store(1 << 20);

        for (var i = 0; i < 10_000; i++)
        {
            store.Put(Key(i), Response(1000), store.PurgePosition);
        }

        Assert.InRange(store.Bytes, 1 << 19, 1 << 20);
        Assert.True(store.Evictions > 8_000);
    }

    [Fact]
    public void Put_ACrowdAskedForOnce_DoesNotEvictWhatIsAskedForAgain()
    {
        var store = Store(1 << 20);
        var popular = Enumerable.Range(0, 50).Select(Key).ToArray();
        foreach (var key in popular)
        {
            store.Put(key, Response(1000), store.PurgePosition);
        }

        for (var i = 1000; i < 5000; i++)
        {
            store.Put(Key(i), Response(1000), store.PurgePosition);
            Array.ForEach(popular, key => store.Find(key));
        }

        Assert.All(popular, key => Assert.NotNull(store.Find(key)));
    }

    [Fact]
    public void PurgeKey_TakesAllUnderItAndNothingElse()
    {
        var store = Store(1 << 20);
        store.Put(Key(1), Response(10, "a", "b"), store.PurgePosition);
        store.Put(Key(2), Response(10, "b"), store.PurgePosition);
        store.Put(Key(3), Response(10, "c"), store.PurgePosition);

        Assert.Equal(2, store.PurgeKey("b"));
        Assert.Equal(0, store.PurgeKey("a"));

        Assert.Null(store.Find(Key(1)));
        Assert.NotNull(store.Find(Key(3)));
    }

    [Fact]
    public void PurgeKey_AfterAReplacementWithoutTheKey_LeavesIt()
    {
        var store = Store(1 << 20);
        store.Put(Key(1), Response(10, "a"), store.PurgePosition);
        store.Put(Key(1), Response(10), store.PurgePosition);

        Assert.Equal(0, store.PurgeKey("a"));
    }

    [Theory]
    [InlineData("key", false)]
    [InlineData("other key", true)]
    [InlineData("url", false)]
    [InlineData("all", false)]
    [InlineData("many others", false)] // More than are remembered: nobody knows any more.
    public void Put_PurgedSinceItWasAskedFor_IsNotStored(string what, bool stored)
    {
        var store = Store(1 << 20);
        var position = store.PurgePosition;
        Purge(store, what);

        Assert.Equal(stored, store.Put(Key(1), Response(10, "a"), position));
        Assert.Equal(stored, store.Find(Key(1))?.Variants is [_]);
    }

    [Fact]
    public void Clear_TakesAll()
    {
        var store = Store(1 << 20);
        store.Put(Key(1), Response(10, "a"), store.PurgePosition);

        Assert.Equal(1, store.Clear());
        Assert.Equal(0, store.Bytes);
    }

    [Theory]
    [InlineData("https://shop.example/a%20b?x=1", "https://shop.example/a%20b?x=1")]
    [InlineData("/other", "https://shop.example/other")]
    [InlineData("https://SHOP.example/a", "https://shop.example/a")]
    [InlineData("http://shop.example/a", null)]
    [InlineData("https://other.example/a", null)]
    [InlineData("//[", null)]
    public void Resolve_SameOriginOnly(string url, string? expected) =>
        Assert.Equal(expected, new CacheKey("https", "shop.example", "/c/d", "?q").Resolve(url)?.ToString());

    [Theory]
    [InlineData("https://shop.example/a%20b/%C3%A9?x=%41|1")]
    [InlineData("http://127.0.0.1:7080/")]
    [InlineData("https://shop.example/a?")]
    public void Parse_OfItsOwnText_IsTheSameKey(string url) => Assert.Equal(url, CacheKey.Parse(url)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("ftp://shop.example/")]
    public void Parse_NoUrlOfTheWeb_IsNone(string url) => Assert.Null(CacheKey.Parse(url));

    private static void Purge(EdgeStore store, string what)
    {
        switch (what)
        {
            case "key":
                store.PurgeKey("a");
                break;
            case "url":
                store.PurgeUrl(Key(1));
                break;
            case "all":
                store.Clear();
                break;
            case "other key":
                store.PurgeKey("z");
                store.PurgeUrl(Key(2));
                break;
            default:
                Array.ForEach([.. Enumerable.Range(0, 2000)], i => store.PurgeKey($"z{i}"));
                break;
        }
    }

    private static EdgeStore Store(long bytes) =>
        new(Options.Create(new EdgeCacheOptions { TotalBytes = bytes, MaxEntryBytes = 64 * 1024 }));

    private static CacheKey Key(int i) => new("https", "shop.example", $"/{i}", "");

    private static StoredResponse Response(int bytes, params string[] keys)
    {
        var meta = ResponseMeta.Of(200, new HeaderDictionary { ["Cache-Control"] = "max-age=60" }, Now, Now);
        return new StoredResponse
        {
            Meta = meta,
            Freshness = Freshness.Of(meta, default),
            Headers = [],
            Body = new byte[bytes],
            Selecting = SelectingFields.None,
            SurrogateKeys = keys,
        };
    }
}
