using Gateway.Cache.Storage;

namespace Gateway.Cache.Rules;

/// <summary>When a stale response may be used: RFC 9111 section 4.2.4, RFC 5861.</summary>
internal static class StaleRules
{
    /// <summary>Whether it may be sent now and renewed in the background.</summary>
    public static bool MayServeWhileRevalidating(StoredResponse stored, DateTimeOffset now) =>
        !Forbids(stored.Directives) && Within(stored.Directives.StaleWhileRevalidate, stored, now);

    /// <summary>Whether the client's <c>max-stale</c> allows it.</summary>
    public static bool MayServeByRequest(StoredResponse stored, RequestDirectives request, DateTimeOffset now) =>
        !ForbidsAnyway(stored.Directives) && Within(request.MaxStale, stored, now);

    /// <summary>Whether it may be sent in the place of an error.</summary>
    /// <param name="failed">The gateway could not get an answer from the origin at all.</param>
    /// <param name="whenUnreachable">How stale it may then be where nobody said so.</param>
    public static bool MayStandIn(
        StoredResponse stored, RequestDirectives request, int status, bool failed, TimeSpan whenUnreachable, DateTimeOffset now)
    {
        if (!failed && !KnownStatus.IsError(status))
        {
            return false;
        }

        return (!Forbids(stored.Directives) && Within(stored.Directives.StaleIfError, stored, now)) ||
            (!ForbidsAnyway(stored.Directives) && Within(request.StaleIfError, stored, now)) ||
            (failed && !ForbidsAnyway(stored.Directives) && stored.Freshness.Staleness(now) <= whenUnreachable);
    }

    /// <summary>In so many words.</summary>
    private static bool Forbids(CacheDirectives directives) =>
        directives.MustRevalidate || directives.ProxyRevalidate || directives.NoCache;

    /// <summary>
    /// <c>s-maxage</c> implies <c>proxy-revalidate</c>. That holds unless the origin itself allows stale use beside it.
    /// </summary>
    private static bool ForbidsAnyway(CacheDirectives directives) => Forbids(directives) || directives.SharedMaxAge is not null;

    private static bool Within(long? seconds, StoredResponse stored, DateTimeOffset now) =>
        seconds is { } limit && stored.Freshness.Staleness(now).TotalSeconds <= limit;
}
