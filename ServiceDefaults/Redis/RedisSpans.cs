using System.Collections.Concurrent;
using System.Diagnostics;
using StackExchange.Redis.Profiling;

namespace ServiceDefaults;

/// <summary>
/// Traces Redis commands by StackExchange.Redis's profiler: a session for each span that issues commands, emptied when Server-Timing asks
/// and once a second, so that a command that ends after its span (a cache write that nobody waits for) is still seen.
/// </summary>
internal sealed class RedisSpans(TimeProvider time) : IDisposable
{
    public const string SourceName = "ServiceDefaults.Redis";
    public static readonly ActivitySource Source = new(SourceName);

    private const string Property = "redis-session";
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<RedisSession> _open = [];
    private readonly Lock _lock = new();
    private ITimer? _sweep;

    /// <summary>Where the command that is being issued belongs; null when it is not to be traced.</summary>
    public ProfilingSession? Current()
    {
        if (Activity.Current is not { } issuer)
        {
            return null;
        }

        if (issuer.GetCustomProperty(Property) is RedisSession session)
        {
            return session.Profile;
        }

        // A probe's span is neither recorded nor timed.
        var timings = RequestTimings.Of(issuer);
        return timings is null && !issuer.Recorded ? null : Open(issuer, timings).Profile;
    }

    public void Dispose()
    {
        _sweep?.Dispose();
        while (_open.TryDequeue(out var session))
        {
            session.Flush();
        }
    }

    private RedisSession Open(Activity issuer, RequestTimings? timings)
    {
        lock (_lock)
        {
            // Parallel commands of one span race to here.
            if (issuer.GetCustomProperty(Property) is RedisSession other)
            {
                return other;
            }

            var session = new RedisSession(issuer, timings);
            issuer.SetCustomProperty(Property, session);
            timings?.Add(session);
            _open.Enqueue(session);
            // One timer while there is something open: an idle process is not woken.
            _sweep ??= CreateTimer();
            return session;
        }
    }

    private ITimer CreateTimer()
    {
        // The timer outlives the request that happens to start it and must not carry its context along.
        using var _ = ExecutionContext.SuppressFlow();
        return time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    private void Sweep()
    {
        for (var left = _open.Count; left > 0 && _open.TryDequeue(out var session); left--)
        {
            // Read before the flush: a session is let go after one full pass with its issuer stopped.
            var done = session.IssuerStopped && session.WasStopped;
            session.WasStopped = session.IssuerStopped;
            session.Flush();
            if (!done)
            {
                _open.Enqueue(session);
            }
        }

        lock (_lock)
        {
            if (_open.IsEmpty)
            {
                _sweep?.Dispose();
                _sweep = null;
            }
        }
    }
}
