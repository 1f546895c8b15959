using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>Limits by caller, to look at and to reset.</summary>
internal sealed class CallerLimits(
    RateLimitPolicies policies, CallerTable callers, SharedCircuit circuit, IOptions<RateLimitOptions> options, TimeProvider time, SharedBuckets? shared = null)
{
    /// <summary>The callers that have the least left, as far as this gateway knows without asking Redis: <see cref="CallerLimit.Shared"/> is null.</summary>
    public IReadOnlyList<CallerLimit> Tightest(int most) =>
        [.. callers.All.Select(bucket => Describe(bucket, null)).OrderBy(limit => (double)limit.Local / limit.Burst).Take(most)];

    /// <summary>The caller's bucket of each policy. A bucket that nobody has taken from is full.</summary>
    /// <param name="caller">As in <see cref="CallerLimit.Caller"/>.</param>
    /// <returns>Empty when <paramref name="caller"/> is not of that form.</returns>
    public async Task<IReadOnlyList<CallerLimit>> FindAsync(string caller)
    {
        var limits = new List<CallerLimit>();
        foreach (var bucket in BucketsOf(caller))
        {
            limits.Add(Describe(bucket, await SharedTokensAsync(bucket)));
        }

        return limits;
    }

    /// <summary>
    /// Fills the caller's buckets. Other gateways follow when they next ask Redis, within 100 ms; while Redis is gone, each must be told.
    /// </summary>
    /// <returns>False when <paramref name="caller"/> is not of the form of <see cref="CallerLimit.Caller"/>, or Redis did not do its part.</returns>
    public async Task<bool> ResetAsync(string caller)
    {
        var buckets = BucketsOf(caller).ToList();
        var done = buckets.Count > 0;
        foreach (var bucket in buckets)
        {
            bucket.Reset(time.GetTimestamp());
            done &= !circuit.IsClosed || await TryAsync(() => shared!.ResetAsync(bucket));
        }

        return done;
    }

    /// <summary>Those that are remembered, and new ones that nobody will remember for the rest: looking must not push anyone out.</summary>
    private IEnumerable<CallerBucket> BucketsOf(string caller)
    {
        foreach (var policy in policies.All)
        {
            if (CallerKey.TryParse(policy, caller, out var key))
            {
                yield return callers.Find(key) ?? new CallerBucket(key);
            }
        }
    }

    private CallerLimit Describe(CallerBucket bucket, int? sharedTokens)
    {
        var (leased, tokens) = bucket.Count(time.GetTimestamp());
        var policy = bucket.Key.Policy;
        return new CallerLimit(bucket.Key.ToString(), policy.Name, policy.Burst, circuit.IsClosed ? leased : Math.Min(policy.Burst, leased + tokens), sharedTokens);
    }

    private async Task<int?> SharedTokensAsync(CallerBucket bucket)
    {
        if (!circuit.IsClosed)
        {
            return null;
        }

        LeaseReply reply = default;
        var policy = bucket.Key.Policy;
        var answered = await TryAsync(async () => reply = await shared!.TakeAsync(bucket, default));
        return answered ? (int)((policy.Capacity - policy.Debt(reply.MicrosecondsToFull)) / policy.Token) : null;
    }

    private async Task<bool> TryAsync(Func<Task> ask)
    {
        try
        {
            await ask().WaitAsync(options.Value.RedisTimeout, time);
            return true;
        }
        catch (Exception e)
        {
            circuit.Open(e.GetType().Name);
            return false;
        }
    }
}
