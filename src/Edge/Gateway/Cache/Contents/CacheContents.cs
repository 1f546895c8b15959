using Gateway.Cache.Purging;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Contents;

/// <summary>What this replica holds, and how to get rid of it: for the admin API.</summary>
internal sealed class CacheContents(EdgeStore store, CachePurger purger, TimeProvider time)
{
    public CacheTotals Totals()
    {
        var (urls, responses, hits) = (0, 0, 0L);
        foreach (var slot in store.Slots)
        {
            urls++;
            responses += slot.Variants.Count;
            hits += slot.Variants.Sum(stored => stored.Hits);
        }

        return new CacheTotals(urls, responses, store.Bytes, hits, store.Evictions);
    }

    /// <summary>The responses stored under a surrogate key.</summary>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<CacheEntry> ByKey(string surrogateKey, int limit) =>
        List(store.FindByKey(surrogateKey), stored => stored.SurrogateKeys.Contains(surrogateKey), limit);

    /// <summary>The responses whose URL begins with <paramref name="prefix"/>; all of them for an empty one.</summary>
    /// <inheritdoc cref="ByKey"/>
    public IReadOnlyList<CacheEntry> ByUrl(string prefix, int limit) => List(
        store.Slots.Where(slot => slot.Key.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase)), _ => true, limit);

    /// <summary>Removes what the keys name, in every replica.</summary>
    /// <returns>How many responses this replica held of it.</returns>
    public Task<int> PurgeKeysAsync(params string[] surrogateKeys) => purger.PurgeAsync(surrogateKeys, []);

    /// <summary>Removes URLs (absolute, as clients ask for them), in every replica.</summary>
    /// <inheritdoc cref="PurgeKeysAsync"/>
    public Task<int> PurgeUrlsAsync(params string[] urls) => purger.PurgeAsync([], urls);

    private CacheEntry[] List(IEnumerable<CacheSlot> slots, Func<StoredResponse, bool> filter, int limit)
    {
        var now = time.GetUtcNow();
        return [.. slots.SelectMany(slot => slot.Variants.Where(filter).Select(stored => CacheEntry.Of(slot.Key, stored, now))).Take(limit)];
    }
}
