using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>
/// What one request has cost so far: its own time, its time in Postgres and Redis, and what the hops behind it reported. It rides on the
/// request's server span, so that whoever works for the request finds it by walking up from the span it is in: no parameter, no
/// HttpContext, and it works across awaits and parallel calls.
/// </summary>
internal sealed class RequestTimings(HttpResponse response, Activity span)
{
    private const string Property = "server-timing";

    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan? _postgres;
    private TimeSpan? _redis;
    private List<TimingEntry>? _downstream;
    private List<RedisSession>? _redisSessions;

    public HttpResponse Response => response;

    /// <summary>The request's server span.</summary>
    public Activity Span => span;

    /// <summary>Timings of the request that <paramref name="activity"/> works for; null outside a request.</summary>
    public static RequestTimings? Of(Activity? activity)
    {
        for (; activity is not null; activity = activity.Parent)
        {
            if (activity.GetCustomProperty(Property) is RequestTimings timings)
            {
                return timings;
            }
        }

        return null;
    }

    public void Attach() => span.SetCustomProperty(Property, this);

    public void AddPostgres(TimeSpan time)
    {
        lock (_lock)
        {
            _postgres = (_postgres ?? TimeSpan.Zero) + time;
        }
    }

    public void AddRedis(TimeSpan time)
    {
        lock (_lock)
        {
            _redis = (_redis ?? TimeSpan.Zero) + time;
        }
    }

    public void Add(RedisSession session)
    {
        lock (_lock)
        {
            (_redisSessions ??= []).Add(session);
        }
    }

    public void AddDownstream(IEnumerable<TimingEntry> entries)
    {
        lock (_lock)
        {
            (_downstream ??= []).AddRange(entries);
        }
    }

    /// <summary>The header's value: this hop first, then what it used, then the hops behind it.</summary>
    public string Format(string service)
    {
        FlushRedis();
        lock (_lock)
        {
            var own = new TimingEntry(service, null, Stopwatch.GetElapsedTime(_start).TotalMilliseconds);
            return _postgres is null && _redis is null && _downstream is null
                ? ServerTimingHeader.Format([own])
                : ServerTimingHeader.Format([own, .. Used(service), .. _downstream ?? []]);
        }
    }

    /// <summary>Turns the Redis commands that have ended into spans and time.</summary>
    public void FlushRedis()
    {
        RedisSession[] sessions;
        lock (_lock)
        {
            sessions = [.. _redisSessions ?? []];
        }

        foreach (var session in sessions)
        {
            session.Flush();
        }
    }

    private IEnumerable<TimingEntry> Used(string service)
    {
        if (_postgres is { } postgres)
        {
            yield return new TimingEntry("postgres", service, postgres.TotalMilliseconds);
        }

        if (_redis is { } redis)
        {
            yield return new TimingEntry("redis", service, redis.TotalMilliseconds);
        }
    }
}
