using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Pipeline;
using Gateway.Waf.Inspection;
using Microsoft.Extensions.Options;

namespace Gateway.Waf;

/// <summary>What can be asked and told while the gateway runs: the mode that wins over the routes' own, and what the rules have matched.</summary>
internal sealed class Firewall : IDisposable
{
    public const string MeterName = "Gateway.Waf";

    /// <summary>One more than the mode, 0 for none: an int can be changed at once for all readers, a nullable enum can't.</summary>
    private int _override;

    private readonly ConcurrentDictionary<int, long> _matches = new();
    private readonly Meter _meter;
    private readonly Counter<long> _counter;

    public Firewall(IOptions<WafOptions> options, IMeterFactory meters)
    {
        Mode = options.Value.Mode;
        _meter = meters.Create(MeterName);
        _counter = _meter.CreateCounter<long>("gateway.waf.matches", "{match}", "Rules that matched, by rule, family and whether the request was blocked.");
    }

    /// <summary>The mode of all routes, or null when each has its own.</summary>
    public WafMode? Mode
    {
        get => Volatile.Read(ref _override) is > 0 and var mode ? (WafMode)(mode - 1) : null;
        set => Volatile.Write(ref _override, value is { } mode ? (int)mode + 1 : 0);
    }

    /// <summary>How often each rule has matched since the start, by id.</summary>
    public IReadOnlyDictionary<int, long> Matches => _matches;

    public WafMode ModeOf(HttpContext context) => Mode ?? RouteStages.Of(context).Waf;

    public void Count(Findings findings, bool blocked)
    {
        foreach (var rule in findings.Rules)
        {
            _matches.AddOrUpdate(rule.Id, 1, (_, count) => count + 1);
            _counter.Add(1, new("rule", rule.Id), new("family", rule.Family), new("blocked", blocked));
        }
    }

    public void Dispose() => _meter.Dispose();
}
