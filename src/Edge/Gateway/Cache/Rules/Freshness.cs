namespace Gateway.Cache.Rules;

/// <summary>How old a response is and how old it may get: RFC 9111, section 4.2.</summary>
/// <param name="Received">When the response came.</param>
/// <param name="InitialAge">Its age at that moment.</param>
/// <param name="Lifetime">The age at which it turns stale.</param>
internal readonly record struct Freshness(DateTimeOffset Received, TimeSpan InitialAge, TimeSpan Lifetime)
{
    public static Freshness Of(ResponseMeta response, HeuristicRule heuristic) =>
        new(response.Received, AgeOnArrival(response), LifetimeOf(response, heuristic));

    /// <summary>Never less than on arrival, even when the clock is set back.</summary>
    public TimeSpan Age(DateTimeOffset now) => now > Received ? InitialAge + (now - Received) : InitialAge;

    public bool IsFresh(DateTimeOffset now) => Lifetime > Age(now);

    /// <summary>For how long it has been stale; negative while it is fresh.</summary>
    public TimeSpan Staleness(DateTimeOffset now) => Age(now) - Lifetime;

    /// <summary>RFC 9111, section 4.2.3: the larger of what the clocks say and what <c>Age</c> says plus the time on the way.</summary>
    private static TimeSpan AgeOnArrival(ResponseMeta response)
    {
        // Date has whole seconds: what is less than one says nothing.
        var apparent = TimeSpan.FromSeconds(Math.Max(0, Math.Floor((response.Received - response.Date).TotalSeconds)));
        var corrected = TimeSpan.FromSeconds(response.Age) + (response.Received - response.Requested);
        return apparent > corrected ? apparent : corrected;
    }

    /// <summary>RFC 9111, section 4.2.1, in its order of precedence.</summary>
    private static TimeSpan LifetimeOf(ResponseMeta response, HeuristicRule heuristic)
    {
        if ((response.Directives.SharedMaxAge ?? response.Directives.MaxAge) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (response.IsTargeted)
        {
            return TimeSpan.Zero;
        }

        if (response.HasExpires)
        {
            return response.Expires is { } expires && expires > response.Date ? expires - response.Date : TimeSpan.Zero;
        }

        return heuristic.Lifetime(response);
    }
}
