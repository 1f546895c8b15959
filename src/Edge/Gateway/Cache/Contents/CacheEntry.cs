using Gateway.Cache.Storage;

namespace Gateway.Cache.Contents;

/// <summary>One stored response, as the admin API shows it.</summary>
/// <param name="AgeSeconds">Since the origin made it.</param>
/// <param name="FreshSeconds">For how long it stays fresh; negative since it is stale.</param>
internal sealed record CacheEntry(
    string Url, int Status, string[] Vary, string[] SurrogateKeys, string? ETag, long AgeSeconds, long FreshSeconds, long Hits, int Bytes)
{
    public static CacheEntry Of(CacheKey key, StoredResponse stored, DateTimeOffset now) => new(
        key.ToString(),
        stored.Status,
        stored.Selecting.Names,
        stored.SurrogateKeys,
        stored.Meta.ETag,
        (long)stored.Freshness.Age(now).TotalSeconds,
        -(long)stored.Freshness.Staleness(now).TotalSeconds,
        stored.Hits,
        stored.Size);
}
