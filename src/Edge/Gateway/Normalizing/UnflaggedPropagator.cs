using System.Diagnostics;

namespace Gateway.Normalizing;

/// <summary>W3C Trace Context as the framework reads it, with the client's "recorded" flag taken away and its baggage left behind.</summary>
internal sealed class UnflaggedPropagator : DistributedContextPropagator
{
    private const int TraceParentLength = 55;
    private static readonly DistributedContextPropagator W3C = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields => W3C.Fields;

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        W3C.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (traceId is { Length: TraceParentLength } && traceId[^1] != '0')
        {
            traceId = string.Concat(traceId.AsSpan(0, TraceParentLength - 2), "00");
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => W3C.Inject(activity, carrier, setter);
}
