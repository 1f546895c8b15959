namespace Gateway.RateLimits;

/// <summary>
/// A token bucket, kept as the debt to a full one, so that zero is full and refilling is a subtraction (the virtual scheduling form of GCRA,
/// ITU-T I.371). Not thread-safe: its owner locks.
/// </summary>
internal struct TokenBucket
{
    private long _debt;
    private long _at;

    /// <summary>Debt in token-ticks at <paramref name="now"/>; see <see cref="RateLimitPolicy"/>.</summary>
    public readonly long Debt(RateLimitPolicy policy, long now)
    {
        var elapsed = Math.Max(0, now - _at);
        // Divided rather than multiplied: after a long pause the product would not fit.
        return elapsed > _debt / policy.Rate ? 0 : _debt - (elapsed * policy.Rate);
    }

    public readonly int Tokens(RateLimitPolicy policy, long now) => (int)((policy.Capacity - Debt(policy, now)) / policy.Token);

    /// <summary>Debt that must be paid back before there is a token; zero when there is one.</summary>
    public readonly long DebtToNext(RateLimitPolicy policy, long now) => Math.Max(0, Debt(policy, now) - policy.Capacity + policy.Token);

    public bool TryTake(RateLimitPolicy policy, long now)
    {
        var debt = Debt(policy, now) + policy.Token;
        if (debt > policy.Capacity)
        {
            return false;
        }

        Set(debt, now);
        return true;
    }

    public void Set(long debt, long now) => (_debt, _at) = (debt, now);
}
