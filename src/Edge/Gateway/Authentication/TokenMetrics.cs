using System.Diagnostics.Metrics;
using ServiceDefaults;

namespace Gateway.Authentication;

/// <summary>Meter <c>Gateway.Authentication</c>. Only refusals are counted: what passes is counted by the server, and costs nothing here.</summary>
internal sealed class TokenMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refused = meters.Create("Gateway.Authentication").CreateCounter<long>(
        "gateway.authentication.refused",
        "{request}",
        "Requests refused, by reason (missing, invalid, insufficient_scope, keys_unavailable).");

    public void Missing() => Refused("missing");

    public void Refused(TokenOutcome outcome) => Refused(outcome switch
    {
        TokenOutcome.Valid => "insufficient_scope",
        TokenOutcome.Invalid => "invalid",
        _ => "keys_unavailable",
    });

    private void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
