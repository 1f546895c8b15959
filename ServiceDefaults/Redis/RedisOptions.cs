using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>Section <c>Redis</c>: how long a request may wait for a cache before it does without.</summary>
internal sealed record RedisOptions
{
    public const string Section = "Redis";

    /// <summary>Time to connect, in milliseconds, 100 to 30,000.</summary>
    [Range(100, 30_000)]
    public int ConnectTimeout { get; init; } = 1_000;

    /// <summary>Time for one command, in milliseconds, 50 to 30,000.</summary>
    [Range(50, 30_000)]
    public int CommandTimeout { get; init; } = 500;
}
