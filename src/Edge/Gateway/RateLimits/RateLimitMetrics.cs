using System.Diagnostics.Metrics;

namespace Gateway.RateLimits;

/// <summary>Meter <c>Gateway.RateLimits</c>.</summary>
internal sealed class RateLimitMetrics
{
    public const string MeterName = "Gateway.RateLimits";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _roundTrips;

    public RateLimitMetrics(IMeterFactory meters, CallerTable callers)
    {
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("gateway.rate_limits.requests", "{request}", "Requests by policy, result (allowed, refused) and mode (shared, local).");
        _roundTrips = _meter.CreateHistogram<double>("gateway.rate_limits.round_trip.duration", "s", "Round trips to Redis for tokens, by result (ok, failed).");
        _meter.CreateObservableGauge("gateway.rate_limits.callers", () => callers.Count, "{caller}", "Callers that this gateway remembers.");
    }

    public void ObserveLocal(Func<bool> isLocal) =>
        _meter.CreateObservableGauge("gateway.rate_limits.local", () => isLocal() ? 1 : 0, null, "1 while this gateway's limits are its own, 0 while they are shared.");

    public void Decided(RateLimitPolicy policy, bool allowed, bool shared)
    {
        if (_requests.Enabled)
        {
            _requests.Add(1, new("policy", policy.Name), new("result", allowed ? "allowed" : "refused"), new("mode", shared ? "shared" : "local"));
        }
    }

    public void RoundTrip(TimeSpan duration, bool ok) => _roundTrips.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("result", ok ? "ok" : "failed"));
}
