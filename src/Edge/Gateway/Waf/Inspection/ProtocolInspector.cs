using Gateway.Waf.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Waf.Inspection;

/// <summary>Finds what no pattern can: requests that are odd as a whole. The rules that it reports have no pattern in their file.</summary>
internal sealed class ProtocolInspector(RuleSet rules)
{
    private const int MaxRanges = 5;

    private readonly Rule _unknownMethod = rules[920100];
    private readonly Rule _ranges = rules[920190];
    private readonly Rule _tooManyParameters = rules[920380];
    private readonly Rule _charset = rules[920480];
    private readonly Rule _encodedBody = rules[920490];
    private readonly Rule _twoTypes = rules[920420];

    public void Inspect(HttpRequest request, ref Findings? findings)
    {
        if (!IsKnown(request.Method))
        {
            Findings.Add(ref findings, _unknownMethod);
        }

        if (CountRanges(request.Headers.Range) > MaxRanges)
        {
            Findings.Add(ref findings, _ranges);
        }

        var type = request.Headers.ContentType;
        if (type.Count > 1)
        {
            Findings.Add(ref findings, _twoTypes);
        }
        else if (type.Count == 1 && HasOddCharset(type[0]))
        {
            Findings.Add(ref findings, _charset);
        }
    }

    public void TooManyParameters(ref Findings? findings) => Findings.Add(ref findings, _tooManyParameters);

    public void EncodedBody(ref Findings? findings) => Findings.Add(ref findings, _encodedBody);

    private static bool IsKnown(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method) ||
        HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsConnect(method) || method is "QUERY";

    private static int CountRanges(StringValues ranges)
    {
        var count = 0;
        foreach (var range in ranges)
        {
            count += range.AsSpan().Count(',') + 1;
        }

        return count;
    }

    /// <summary>UTF-7, EBCDIC and their like turn bytes that look harmless into something else.</summary>
    private static bool HasOddCharset(ReadOnlySpan<char> type)
    {
        var at = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var charset = type[(at + "charset=".Length)..].Trim(" \"'");
        return !charset.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.StartsWith("utf8", StringComparison.OrdinalIgnoreCase) &&
            !charset.StartsWith("iso-8859-1", StringComparison.OrdinalIgnoreCase) && !charset.StartsWith("us-ascii", StringComparison.OrdinalIgnoreCase) &&
            !charset.StartsWith("windows-1252", StringComparison.OrdinalIgnoreCase);
    }
}
