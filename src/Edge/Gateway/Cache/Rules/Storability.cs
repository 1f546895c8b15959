namespace Gateway.Cache.Rules;

/// <summary>Whether a response to GET may be stored, and is worth it: RFC 9111, section 3.</summary>
internal static class Storability
{
    /// <param name="lifetime">For how long it would be fresh.</param>
    /// <param name="authorized">The request had <c>Authorization</c>.</param>
    public static bool MayStore(ResponseMeta response, TimeSpan lifetime, bool authorized)
    {
        var directives = response.Directives;
        return !KnownStatus.IsNeverStored(response.Status) &&
            !response.IsStream &&
            !response.Vary.Contains("*") &&
            !IsForbidden(response.Status, directives) &&
            (!authorized || directives.SharesAuthorized) &&
            // A cookie is somebody's. Whoever sends one with a response for all must say that it is.
            (!response.HasSetCookie || directives.Public) &&
            IsAllowed(response) &&
            IsUseful(response, lifetime);
    }

    private static bool IsForbidden(int status, CacheDirectives directives)
    {
        if (directives.MustUnderstand)
        {
            // It then stands in for no-store, which it comes with for the sake of caches that don't know it.
            return directives.Private || !KnownStatus.IsUnderstood(status);
        }

        return directives.Private || directives.NoStore;
    }

    /// <summary>It says so itself, or its status does.</summary>
    private static bool IsAllowed(ResponseMeta response)
    {
        var directives = response.Directives;
        return directives.Public || directives.MaxAge is not null || directives.SharedMaxAge is not null ||
            response.HasExpires || KnownStatus.IsHeuristicallyCacheable(response.Status);
    }

    /// <summary>It can be used at least once: fresh, or validated, or stale with the origin's leave.</summary>
    private static bool IsUseful(ResponseMeta response, TimeSpan lifetime)
    {
        var directives = response.Directives;
        return response.HasValidator ||
            (!directives.NoCache && (lifetime > TimeSpan.Zero || directives.StaleWhileRevalidate > 0 || directives.StaleIfError > 0));
    }
}
