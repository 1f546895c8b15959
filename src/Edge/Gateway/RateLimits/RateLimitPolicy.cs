using System.Globalization;
using StackExchange.Redis;

namespace Gateway.RateLimits;

/// <summary>
/// A policy in the units that the hot path counts in. A bucket's debt is in token-ticks: one token is worth <see cref="Token"/> of them, and
/// <see cref="Rate"/> are paid back each tick of the clock. So a bucket's arithmetic is whole numbers, and nothing is lost to rounding.
/// </summary>
internal sealed class RateLimitPolicy
{
    private readonly long _ticksPerSecond;

    public RateLimitPolicy(string name, RateLimitPolicyOptions options, TimeProvider time)
    {
        (Name, By, Rate, Burst) = (name, options.By, options.Rate, options.Burst);
        _ticksPerSecond = time.TimestampFrequency;
        // At most 3.6e12 (an hour in ns), so that a million tokens fit into 63 bits.
        Token = (long)(options.Period.TotalSeconds * _ticksPerSecond);
        MicrosecondsPerToken = options.Period.TotalMicroseconds / Rate;
        Interval = MicrosecondsPerToken.ToString("R", CultureInfo.InvariantCulture);
        Headers = new RateLimitHeaders(this);
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"Policy '{name}' lets a caller send {Burst} requests at once and {Rate} each {options.Period.TotalSeconds:0.###} s after that.");
    }

    public string Name { get; }

    public LimitBy By { get; }

    public int Rate { get; }

    public int Burst { get; }

    /// <summary>Token-ticks in one token.</summary>
    public long Token { get; }

    /// <summary>Debt of an empty bucket.</summary>
    public long Capacity => Burst * Token;

    /// <summary>
    /// The most that one gateway may hold of a caller's tokens. An eighth: with a small limit that is one at a time, so no gateway sits on
    /// tokens that another one has to refuse for.
    /// </summary>
    public int MaxLease => Math.Max(1, Burst / 8);

    public double MicrosecondsPerToken { get; }

    /// <summary><see cref="MicrosecondsPerToken"/> as the script takes it.</summary>
    public RedisValue Interval { get; }

    public RateLimitHeaders Headers { get; }

    /// <summary>For people.</summary>
    public string Description { get; }

    /// <summary>Whole seconds, rounded up, until <paramref name="debt"/> is paid back.</summary>
    public int Seconds(long debt)
    {
        var aSecond = Rate * _ticksPerSecond;
        return (int)Math.Min(int.MaxValue, (debt + aSecond - 1) / aSecond);
    }

    /// <summary>The debt that is paid back in <paramref name="microseconds"/>.</summary>
    public long Debt(long microseconds) =>
        microseconds >= MicrosecondsPerToken * Burst ? Capacity : Math.Min(Capacity, (long)((Int128)microseconds * _ticksPerSecond * Rate / 1_000_000));
}
