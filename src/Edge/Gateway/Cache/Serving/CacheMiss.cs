using Gateway.Cache.Storage;

namespace Gateway.Cache.Serving;

/// <summary>A request that the store can't answer alone.</summary>
/// <param name="Stored">What it has that the origin may confirm; null when there is nothing.</param>
internal sealed record CacheMiss(CacheKey Key, CacheSlot? Slot, StoredResponse? Stored, CacheDemand Demand, DateTimeOffset Now)
{
    /// <summary>
    /// To the origin as it is: a HEAD, a range of something that is not here (its whole may be huge), or what could not be stored last time.
    /// </summary>
    public bool MustPass => Demand.MustPass || Demand.IsHead || (Stored is null && (Demand.HasRange || Slot?.PassUntil > Now));

    /// <summary>Not to be given the outcome of a fetch that began before it came, or to share its own.</summary>
    public bool IsAlone => Demand.Directives.WantsOrigin || Demand.IsAuthorized;

    /// <summary>Why, in a word of RFC 9211.</summary>
    public string Forward => Stored is not null ? Stored.Freshness.IsFresh(Now) && !Stored.Directives.NoCache ? "request" : "stale"
        : Slot?.Variants.Count > 0 ? "vary-miss"
        : "uri-miss";
}
