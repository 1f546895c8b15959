using System.ComponentModel.DataAnnotations;

namespace Gateway.RateLimits;

/// <summary>Section <c>RateLimits</c>. Read at start.</summary>
internal sealed record RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>By name. A route names its policy in its metadata: <c>"RateLimit": "orders"</c>.</summary>
    public Dictionary<string, RateLimitPolicyOptions> Policies { get; init; } = [];

    /// <summary>Buckets that this process remembers, 16 to 10,000,000: some 350 bytes each.</summary>
    [Range(16, 10_000_000)]
    public int MaxCallers { get; init; } = 100_000;

    /// <summary>What a request waits for Redis before the local bucket decides, 5 ms to 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:01")]
    public TimeSpan RedisTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long nobody asks Redis again after it failed, 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RetryRedisAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long leased tokens may lie unused here before they go back, 100 ms to 10 s. A caller can get ahead of its limit by what comes back in
    /// that time, never by more.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan LeaseLifetime { get; init; } = TimeSpan.FromSeconds(1);
}
