using Gateway.Waf.Rules;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Waf.Inspection;

/// <summary>Looks at all of a request that an attack may be in. Finds nothing in a common request without allocating.</summary>
internal sealed class RequestInspector
{
    private readonly WafOptions _options;
    private readonly ValueInspector _values;
    private readonly HeaderInspector _headers;
    private readonly ProtocolInspector _protocol;
    private readonly BodyInspector _bodies;

    public RequestInspector(RuleSet rules, IOptions<WafOptions> options)
    {
        _options = options.Value;
        _values = new ValueInspector(rules, _options.Threshold);
        _headers = new HeaderInspector(rules, _values);
        _protocol = new ProtocolInspector(rules);
        _bodies = new BodyInspector(_options, _values, _protocol);
    }

    /// <summary>All but the body.</summary>
    public Findings? Inspect(HttpRequest request)
    {
        Findings? findings = null;
        _protocol.Inspect(request, ref findings);

        // As it was sent: what the server made of it has lost the evasions.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var query = target.IndexOf('?');
        _values.InspectEncoded(Target.Path, query < 0 ? target : target[..query], ref findings);
        if (query >= 0)
        {
            InspectQuery(target[(query + 1)..], ref findings);
        }

        _headers.Inspect(request.Headers, ref findings);
        return findings;
    }

    /// <summary>True when <see cref="InspectBodyAsync"/> would read.</summary>
    public static bool ReadsBodyOf(HttpRequest request) => BodyInspector.Reads(request);

    /// <summary>The body, if it is of a kind that can be looked into. It stays to be read.</summary>
    public ValueTask<Findings?> InspectBodyAsync(HttpRequest request, Findings? findings, CancellationToken cancellationToken) =>
        BodyInspector.Reads(request) ? _bodies.InspectAsync(request, findings, cancellationToken) : ValueTask.FromResult(findings);

    private void InspectQuery(ReadOnlySpan<char> query, ref Findings? findings)
    {
        var parameters = new Parameters(query, '&');
        for (var count = 0; parameters.Next() && !_values.IsEnough(findings); count++)
        {
            if (count == _options.MaxParameters)
            {
                _protocol.TooManyParameters(ref findings);
                return;
            }

            _values.InspectEncoded(Target.Name, parameters.Name, ref findings);
            _values.InspectEncoded(Target.Query, parameters.Value, ref findings);
        }
    }
}
