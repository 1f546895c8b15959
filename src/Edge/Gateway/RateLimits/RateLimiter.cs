namespace Gateway.RateLimits;

/// <summary>
/// Gives each request its token or says when to come back. Nearly always it is answered from what this gateway holds; a request that finds
/// nothing here waits for one round trip to Redis before it is refused.
/// </summary>
internal sealed class RateLimiter(CallerTable callers, SharedCircuit circuit, LeaseRounds rounds, RateLimitMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// Round trips that a request may wait for: one on its way that does not count it, its own, and one more should the token be gone by then.
    /// </summary>
    private const int MostRounds = 3;

    public ValueTask<RateLimitDecision> AcquireAsync(in CallerKey key)
    {
        var bucket = callers.GetOrAdd(key);
        var now = time.GetTimestamp();
        var shared = circuit.IsClosed;
        if (!shared && circuit.TakesProbe(now))
        {
            _ = rounds.RunAsync(bucket, probe: true);
        }

        var verdict = bucket.TryTake(now, shared, waited: false, out var decision);
        if (verdict == Verdict.AskShared)
        {
            return AskAsync(bucket);
        }

        if (verdict == Verdict.AllowedRunningLow && shared)
        {
            _ = rounds.RunAsync(bucket);
        }

        metrics.Decided(key.Policy, decision.Allowed, shared);
        return new ValueTask<RateLimitDecision>(decision);
    }

    private async ValueTask<RateLimitDecision> AskAsync(CallerBucket bucket)
    {
        bucket.Wait();
        for (var round = 0; round < MostRounds; round++)
        {
            await rounds.RunAsync(bucket);
            // Closed before, and open now: the local bucket answers, and this request never fails for the lack of Redis.
            if (bucket.TryTake(time.GetTimestamp(), circuit.IsClosed, waited: true, out var decision) != Verdict.AskShared)
            {
                metrics.Decided(bucket.Key.Policy, decision.Allowed, circuit.IsClosed);
                return decision;
            }
        }

        metrics.Decided(bucket.Key.Policy, allowed: false, circuit.IsClosed);
        return bucket.Refuse(time.GetTimestamp());
    }
}
