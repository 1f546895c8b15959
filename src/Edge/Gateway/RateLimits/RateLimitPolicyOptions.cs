using System.ComponentModel.DataAnnotations;

namespace Gateway.RateLimits;

/// <summary>One token bucket a caller: it holds <see cref="Burst"/> tokens, a request takes one, and <see cref="Rate"/> come back each <see cref="Period"/>.</summary>
internal sealed record RateLimitPolicyOptions
{
    /// <summary>Tokens that come back in one <see cref="Period"/>, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Rate { get; init; } = 100;

    /// <summary>100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What a caller may spend at once after a pause, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 200;

    [EnumDataType(typeof(LimitBy))]
    public LimitBy By { get; init; } = LimitBy.Subject;
}
