using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gateway.Cache.Storage;

namespace Gateway.Cache;

/// <summary>What the cache does, for whoever watches it: the meter <c>Gateway.Cache</c>.</summary>
internal sealed class CacheMetrics
{
    public const string MeterName = "Gateway.Cache";
    private const string Result = "result";
    private const string Tag = "cache.result";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _purged;

    public CacheMetrics(IMeterFactory meters, EdgeStore store)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>(
            "gateway.cache.requests", "{request}", "Requests on cached routes: hit, or why the origin was asked (RFC 9211).");
        _purged = meter.CreateCounter<long>("gateway.cache.purged", "{response}", "Stored responses that a purge or a change removed.");
        meter.CreateObservableGauge("gateway.cache.bytes", () => store.Bytes, "By", "Memory that stored responses take.");
        meter.CreateObservableCounter("gateway.cache.evictions", () => store.Evictions, "{url}", "URLs that had to make room.");
    }

    public void Hit() => Count("hit");

    /// <param name="forward">Why the origin was asked.</param>
    public void Miss(string forward) => Count(forward);

    public void Purged(int responses) => _purged.Add(responses);

    private void Count(string result)
    {
        _requests.Add(1, new KeyValuePair<string, object?>(Result, result));
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag(Tag, result);
        }
    }
}
