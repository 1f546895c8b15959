using System.Diagnostics.Metrics;
using Gateway.Cache;
using Gateway.Cache.Contents;
using Gateway.Cache.Purging;
using Gateway.Cache.Rules;
using Gateway.Cache.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Cache;

/// <summary>What an operator sees of the cache and may take out of it.</summary>
public sealed class ContentsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly EdgeStore _store = new(Options.Create(new EdgeCacheOptions()));
    private readonly CacheContents _contents;

    public ContentsTests()
    {
        var metrics = new CacheMetrics(_services.GetRequiredService<IMeterFactory>(), _store);
        var channel = new PurgeChannel(_services, NullLogger<PurgeChannel>.Instance);
        _contents = new CacheContents(_store, new CachePurger(_store, channel, metrics, NullLogger<CachePurger>.Instance), TimeProvider.System);
        Put("https://shop.example/api/products?page=1", "products");
        Put("https://shop.example/api/products/1", "product-1");
        Put("https://shop.example/other", "other");
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void ByKey_ListsWhatItNames()
    {
        var entry = Assert.Single(_contents.ByKey("product-1", 10));

        Assert.Equal(("https://shop.example/api/products/1", 200, "\"a\""), (entry.Url, entry.Status, entry.ETag));
        Assert.Equal(["product-1"], entry.SurrogateKeys);
        Assert.InRange(entry.FreshSeconds, 1, 60);
        Assert.InRange(entry.AgeSeconds, 0, 59);
    }

    [Fact]
    public void ByUrl_ListsWhatBeginsLikeThat()
    {
        Assert.Equal(2, _contents.ByUrl("https://shop.example/api/", 10).Count);
        Assert.Equal(3, _contents.ByUrl("", 10).Count);
        Assert.Single(_contents.ByUrl("", 1));
    }

    [Fact]
    public async Task Purge_ByKeyAndByUrl_SaysHowMany()
    {
        Assert.Equal(2, await _contents.PurgeKeysAsync("products", "product-1", "nothing"));
        Assert.Equal(1, await _contents.PurgeUrlsAsync("https://shop.example/other", "nonsense"));
        Assert.Equal(new CacheTotals(0, 0, 0, 0, 0), _contents.Totals());
    }

    [Fact]
    public void Totals_CountsResponses()
    {
        var totals = _contents.Totals();

        Assert.Equal((3, 3), (totals.Urls, totals.Responses));
        Assert.True(totals.Bytes > 3 * 1000);
    }

    private void Put(string url, string key)
    {
        var now = DateTimeOffset.UtcNow;
        var headers = new HeaderDictionary { ["Cache-Control"] = "max-age=60", ["ETag"] = "\"a\"" };
        var meta = ResponseMeta.Of(200, headers, now, now);
        var stored = new StoredResponse
        {
            Meta = meta,
            Freshness = Freshness.Of(meta, default),
            Headers = [.. headers],
            Body = new byte[1000],
            Selecting = SelectingFields.None,
            SurrogateKeys = [key],
        };
        _store.Put(CacheKey.Parse(url)!.Value, stored, _store.PurgePosition);
    }
}
