using Gateway.Cache.Rules;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Serving;

/// <summary>What a request for a resource allows the cache to do.</summary>
internal readonly record struct CacheDemand(RequestDirectives Directives, bool IsAuthorized, bool HasRange, bool IsHead, bool MustPass)
{
    public static CacheDemand Of(HttpRequest request, bool honorDirectives)
    {
        var headers = request.Headers;
        var directives = honorDirectives ? RequestDirectives.Parse(headers) : default;
        return new CacheDemand(
            directives,
            headers.Authorization.Count > 0,
            headers.Range.Count > 0,
            HttpMethods.IsHead(request.Method),
            // What the origin has to judge itself, what is no request for a document, and what may leave no trace.
            directives.NoStore || headers.IfMatch.Count + headers.IfUnmodifiedSince.Count + headers.Upgrade.Count > 0 ||
                headers.ContentLength > 0 || headers.TransferEncoding.Count > 0);
    }

    /// <summary>
    /// The variant that the request selects, if it is one for all or the request is anybody's: what was made for no one in particular is no
    /// answer to someone.
    /// </summary>
    public StoredResponse? Select(CacheSlot? slot, IHeaderDictionary request) =>
        slot?.Select(request) is { } stored && (!IsAuthorized || stored.Directives.SharesAuthorized) ? stored : null;

    /// <summary>Whether a stored response may be used as it is: RFC 9111, section 4.</summary>
    public bool Accepts(StoredResponse stored, DateTimeOffset now) =>
        !MustPass && !stored.Directives.NoCache && !Directives.NoCache && stored.Freshness.IsFresh(now) &&
        (Directives.MaxAge is not { } oldest || stored.Freshness.Age(now).TotalSeconds <= oldest) &&
        (Directives.MinFresh is not { } rest || -stored.Freshness.Staleness(now).TotalSeconds >= rest);

    /// <summary>Whether it may be used although it is stale.</summary>
    public bool AcceptsStale(StoredResponse stored, DateTimeOffset now) =>
        !MustPass && !Directives.NoCache && Directives.MaxAge is null && Directives.MinFresh is null &&
        StaleRules.MayServeByRequest(stored, Directives, now);

    /// <summary>Whether it may be used and renewed in the background.</summary>
    public bool AcceptsWhileRevalidating(StoredResponse stored, DateTimeOffset now) =>
        !MustPass && !Directives.WantsOrigin && StaleRules.MayServeWhileRevalidating(stored, now);
}
