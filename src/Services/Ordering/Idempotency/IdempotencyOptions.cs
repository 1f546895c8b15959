using System.ComponentModel.DataAnnotations;

namespace Ordering.Idempotency;

/// <summary>Section <c>Idempotency</c>.</summary>
internal sealed class IdempotencyOptions
{
    public const string Section = "Idempotency";

    /// <summary>
    /// How long a request may run before another takes its work over: 10 s to 10 min. Far more than a request's own time limits, so that
    /// only the dead are taken over.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long work whose lease has ended waits for its client to come back before it is undone: 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to look for work that nobody came back for: 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer is kept for replay: 1 h to 30 days. After that the key is new again.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);
}
