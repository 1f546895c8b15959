using System.Buffers;
using Gateway.Waf.Decoding;
using Gateway.Waf.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Waf.Inspection;

/// <summary>Looks at the headers in which something may be smuggled.</summary>
internal sealed class HeaderInspector
{
    /// <summary>
    /// Not looked at: credentials (random, and nobody's business), traces, and what servers parse by a strict grammar of its own.
    /// </summary>
    private static readonly string[] Skipped =
    [
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Keep-Alive", "Expect", "Date", "Authorization",
        "Proxy-Authorization", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Cache-Control", "Pragma", "If-Match", "If-None-Match",
        "If-Modified-Since", "If-Unmodified-Since", "If-Range", "traceparent", "tracestate", "baggage", "Request-Id", "DNT", "Upgrade-Insecure-Requests",
        "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-User", "Sec-Fetch-Dest", "Sec-WebSocket-Key", "Sec-WebSocket-Extensions", "Sec-WebSocket-Version",
        "Sec-GPC", "Priority", "Idempotency-Key", "Last-Event-ID", "grpc-timeout", "grpc-accept-encoding", "Range",
    ];

    /// <summary>Looked at, and asked for by name, which allocates nothing where going through them all would.</summary>
    private static readonly string[] Common =
    [
        "Referer", "Origin", "Content-Type", "Content-Encoding", "X-Requested-With", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "From", "Via",
    ];

    private static readonly HashSet<string> SkippedSet = new(Skipped, StringComparer.OrdinalIgnoreCase);

    private readonly ValueInspector _values;
    private readonly SearchValues<string> _scanners;

    public HeaderInspector(RuleSet rules, ValueInspector values)
    {
        _values = values;
        var names = rules.All.Where(rule => rule.Target == Target.UserAgent).SelectMany(rule => rule.Definition.Hints ?? []);
        _scanners = SearchValues.Create([.. names], StringComparison.OrdinalIgnoreCase);
    }

    public void Inspect(IHeaderDictionary headers, ref Findings? findings)
    {
        var seen = InspectUserAgent(headers.UserAgent, ref findings) + InspectCookies(headers.Cookie, ref findings);
        foreach (var name in Common)
        {
            seen += headers.TryGetValue(name, out var values) ? InspectValues(values, ref findings) : 0;
        }

        foreach (var name in Skipped)
        {
            if (seen == headers.Count)
            {
                return;
            }

            seen += headers.ContainsKey(name) ? 1 : 0;
        }

        if (seen < headers.Count)
        {
            InspectUncommon(headers, ref findings);
        }
    }

    private int InspectUserAgent(StringValues values, ref Findings? findings)
    {
        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny(_scanners) || !Calm.IsHeader(value))
            {
                _values.Match(Target.UserAgent | Target.Header, value!, ref findings);
            }
        }

        return values.Count == 0 ? 0 : 1;
    }

    private int InspectCookies(StringValues values, ref Findings? findings)
    {
        foreach (var value in values)
        {
            if (Calm.IsHeader(value))
            {
                continue;
            }

            var cookies = new Parameters(value, ';');
            while (cookies.Next())
            {
                _values.InspectHeader(Target.Cookie, PercentEncoding.Decode(cookies.Name, plus: false), ref findings);
                _values.InspectHeader(Target.Cookie, PercentEncoding.Decode(cookies.Value, plus: false), ref findings);
            }
        }

        return values.Count == 0 ? 0 : 1;
    }

    private int InspectValues(StringValues values, ref Findings? findings)
    {
        foreach (var value in values)
        {
            _values.InspectHeader(Target.Header, value, ref findings);
        }

        return 1;
    }

    private void InspectUncommon(IHeaderDictionary headers, ref Findings? findings)
    {
        foreach (var (name, values) in headers)
        {
            if (!SkippedSet.Contains(name) && !name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) &&
                !name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && !Common.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                InspectValues(values, ref findings);
            }
        }
    }
}
