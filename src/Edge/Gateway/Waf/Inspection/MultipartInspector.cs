using System.Text;

namespace Gateway.Waf.Inspection;

/// <summary>The fields of a multipart form (RFC 7578): names, file names, and the values of those that are no files.</summary>
internal sealed class MultipartInspector(ValueInspector values, ProtocolInspector protocol, int maxParameters)
{
    public void Inspect(string boundary, ReadOnlySpan<byte> body, ref Findings? findings)
    {
        Span<byte> delimiter = stackalloc byte[128];
        if (boundary.Length is 0 or > 70 || !Encoding.ASCII.TryGetBytes("--" + boundary, delimiter, out var length))
        {
            // RFC 2046, section 5.1.1, allows 70 characters. No server can take such a form apart, so it is looked at as one text.
            values.Inspect(Target.Body, Encoding.UTF8.GetString(body), ref findings);
            return;
        }

        delimiter = delimiter[..length];
        var next = body.IndexOf(delimiter);
        for (var count = 0; next >= 0 && !values.IsEnough(findings); count++)
        {
            if (count == maxParameters)
            {
                protocol.TooManyParameters(ref findings);
                return;
            }

            body = body[(next + length)..];
            next = body.IndexOf(delimiter);
            InspectPart(next < 0 ? body : body[..next], ref findings);
        }
    }

    private void InspectPart(ReadOnlySpan<byte> part, ref Findings? findings)
    {
        var end = part.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return;
        }

        var headers = Encoding.UTF8.GetString(part[..end]);
        InspectQuoted(headers, "name=\"", ref findings);
        InspectQuoted(headers, "filename=\"", ref findings);
        if (!headers.Contains("filename", StringComparison.OrdinalIgnoreCase))
        {
            values.Inspect(Target.Body, Encoding.UTF8.GetString(part[(end + 4)..]).AsSpan().TrimEnd("\r\n"), ref findings);
        }
    }

    private void InspectQuoted(string headers, string attribute, ref Findings? findings)
    {
        var start = headers.IndexOf(attribute, StringComparison.OrdinalIgnoreCase) + attribute.Length;
        if (start >= attribute.Length && headers.IndexOf('"', start) is > 0 and var end)
        {
            values.Inspect(Target.Name, headers.AsSpan(start, end - start), ref findings);
        }
    }
}
