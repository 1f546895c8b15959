using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>
/// Whether the gateways share their buckets. The first round trip that fails opens the circuit: each gateway then decides alone and nobody waits
/// for Redis. One request in a while sends a probe, which nobody waits for either, and whose answer closes it.
/// </summary>
internal sealed partial class SharedCircuit
{
    private const long Closed = 0;

    private readonly TimeProvider _time;
    private readonly long _pause;
    private readonly ILogger<SharedCircuit> _logger;
    private long _probeAt;

    public SharedCircuit(
        IOptions<RateLimitOptions> options, TimeProvider time, RateLimitMetrics metrics, ILogger<SharedCircuit> logger, SharedBuckets? shared = null)
    {
        (_time, _logger) = (time, logger);
        _pause = (long)(options.Value.RetryRedisAfter.TotalSeconds * time.TimestampFrequency);
        // With no Redis configured there is nothing to come back.
        _probeAt = shared is null ? long.MaxValue : Closed;
        metrics.ObserveLocal(() => !IsClosed);
    }

    public bool IsClosed => Volatile.Read(ref _probeAt) == Closed;

    /// <summary>True for one caller each time that the pause is over.</summary>
    public bool TakesProbe(long now)
    {
        var probeAt = Volatile.Read(ref _probeAt);
        return probeAt != Closed && now >= probeAt && Interlocked.CompareExchange(ref _probeAt, now + _pause, probeAt) == probeAt;
    }

    public void Open(string reason)
    {
        if (Interlocked.CompareExchange(ref _probeAt, _time.GetTimestamp() + _pause, Closed) == Closed)
        {
            LogOpen(reason);
        }
    }

    public void Close()
    {
        if (Interlocked.Exchange(ref _probeAt, Closed) != Closed)
        {
            LogClosed();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Rate limits are local to this gateway: Redis can't be asked ({Reason}). Each gateway lets a caller have a whole limit until Redis is back.")]
    private partial void LogOpen(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rate limits are shared by the gateways again: Redis answers.")]
    private partial void LogClosed();
}
