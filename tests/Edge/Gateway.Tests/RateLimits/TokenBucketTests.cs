using CsCheck;
using Gateway.RateLimits;

namespace Gateway.Tests.RateLimits;

public sealed class TokenBucketTests
{
    private static readonly ManualTime Time = new();

    private static readonly Gen<RateLimitPolicy> Policies = Gen.Select(Gen.Int[1, 5_000], Gen.Int[100, 3_600_000], Gen.Int[1, 200]).Select(
        (rate, milliseconds, burst) => new RateLimitPolicy(
            "p", new RateLimitPolicyOptions { Rate = rate, Period = TimeSpan.FromMilliseconds(milliseconds), Burst = burst }, Time));

    /// <summary>Pauses, in thousandths of what a token takes, then how many requests.</summary>
    private static readonly Gen<(int Pause, int Requests)[]> Arrivals = Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 60]).Array[1, 40];

    [Fact]
    public void Granted_InAnyWindow_IsAtMostBurstAndWhatCameBack() => Gen.Select(Policies, Arrivals).Sample((policy, arrivals) =>
    {
        var bucket = new TokenBucket();
        var (now, granted) = (0L, new List<(long At, int Count)>());
        foreach (var (pause, requests) in arrivals)
        {
            now += (long)((Int128)policy.Token * pause / policy.Rate / 1_000);
            granted.Add((now, Enumerable.Range(0, requests).Count(_ => bucket.TryTake(policy, now))));
        }

        for (var from = 0; from < granted.Count; from++)
        {
            var sum = 0L;
            foreach (var (at, count) in granted.Skip(from))
            {
                sum += count;
                Assert.True((Int128)sum * policy.Token <= ((Int128)policy.Burst * policy.Token) + ((Int128)(at - granted[from].At) * policy.Rate));
            }
        }
    });

    [Fact]
    public void Refill_IsExactToTheTick() => Gen.Select(Policies, Gen.Int[1, 200]).Sample((policy, wanted) =>
    {
        var bucket = new TokenBucket();
        for (var i = 0; i < policy.Burst; i++)
        {
            Assert.True(bucket.TryTake(policy, 0));
        }

        var tokens = Math.Min(wanted, policy.Burst);
        // The first tick by which so many tokens have come back.
        var due = (long)((((Int128)policy.Token * tokens) + policy.Rate - 1) / policy.Rate);
        Assert.Equal(tokens - 1, bucket.Tokens(policy, due - 1));
        Assert.Equal(tokens, bucket.Tokens(policy, due));
        Assert.Equal(due, (bucket.Debt(policy, 0) - policy.Capacity + (policy.Token * tokens) + policy.Rate - 1) / policy.Rate);
    });

    [Fact]
    public void LongPause_FillsTheBucketAndNoMore() => Policies.Sample(policy =>
    {
        var bucket = new TokenBucket();
        bucket.Set(policy.Capacity, 0);

        Assert.Equal(policy.Burst, bucket.Tokens(policy, long.MaxValue));
        Assert.Equal(policy.Burst, Enumerable.Range(0, policy.Burst + 5).Count(_ => bucket.TryTake(policy, long.MaxValue)));
    });

    [Fact]
    public void LargestPolicy_DoesNotOverflow()
    {
        var policy = new RateLimitPolicy("p", new() { Rate = 1_000_000, Period = TimeSpan.FromHours(1), Burst = 1_000_000 }, Time);
        var bucket = new TokenBucket();
        bucket.Set(policy.Capacity, 0);

        Assert.False(bucket.TryTake(policy, 1));
        Assert.Equal(1_000, bucket.Tokens(policy, 3_600_000_000));
        Assert.Equal(3_600, policy.Seconds(policy.Capacity));
        Assert.Equal(policy.Capacity, policy.Debt(long.MaxValue));
        Assert.Equal(policy.Token, policy.Debt(3_600));
    }
}
