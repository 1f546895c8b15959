using System.ComponentModel.DataAnnotations;
using Gateway.Cache.Rules;

namespace Gateway.Cache;

/// <summary>Section <c>EdgeCache</c>: how much the edge keeps, and for how long where the origin does not say.</summary>
internal sealed record EdgeCacheOptions : IValidatableObject
{
    public const string Section = "EdgeCache";

    /// <summary>Parts of the store, each with an equal share of <see cref="TotalBytes"/>.</summary>
    public const int Shards = 8;

    /// <summary>The memory for stored responses, in bytes, 1 MiB to 16 GiB.</summary>
    [Range(1L << 20, 1L << 34)]
    public long TotalBytes { get; init; } = 64L << 20;

    /// <summary>The largest body that is stored, in bytes, 1 KiB to 64 MiB; at most an eighth of <see cref="TotalBytes"/>.</summary>
    [Range(1 << 10, 1 << 26)]
    public int MaxEntryBytes { get; init; } = 1 << 20;

    /// <summary>How many variants (<c>Vary</c>) one URL may have, 1 to 256. The oldest goes first.</summary>
    [Range(1, 256)]
    public int MaxVariants { get; init; } = 16;

    /// <summary>Whether a client's <c>Cache-Control</c> counts. False where clients could use it to load the origin.</summary>
    public bool HonorRequestDirectives { get; init; } = true;

    /// <summary>Of the time since <c>Last-Modified</c>, how much is the lifetime of what says none, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double HeuristicFraction { get; init; } = 0.1;

    /// <summary>The longest such lifetime, up to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan HeuristicMaximum { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// For how long after it went stale a response may stand in for an origin that can't be reached, up to a day, unless it forbids that
    /// (RFC 9111, section 4.2.4). What says <c>stale-if-error</c> has that time instead.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StaleWhenUnreachable { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long a URL whose response could not be stored is not tried again, 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PassFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that the origin may take for a response to store, on a route that sets no limit; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public HeuristicRule Heuristic => new(HeuristicFraction, HeuristicMaximum);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxEntryBytes > TotalBytes / Shards)
        {
            yield return new ValidationResult(
                $"{nameof(MaxEntryBytes)} must be at most an eighth of {nameof(TotalBytes)}, or the largest responses would evict all others.",
                [nameof(MaxEntryBytes)]);
        }
    }
}
