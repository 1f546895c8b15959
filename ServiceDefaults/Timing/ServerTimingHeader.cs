using System.Globalization;

namespace ServiceDefaults;

/// <summary>Reads and writes <c>Server-Timing</c> (W3C), which is what a browser's network panel shows of the server's side.</summary>
internal static class ServerTimingHeader
{
    public const string Name = "Server-Timing";

    /// <summary>The longest value written, in characters: many clients and proxies refuse a response whose headers pass 8 KiB.</summary>
    public const int MaxLength = 1024;

    private const string Separator = ", ";

    /// <summary>
    /// Joins the entries in order. What does not fit is left out, so the nearest hops stay. Two calls to one hop are one entry, with their times added.
    /// </summary>
    public static string Format(ReadOnlySpan<TimingEntry> entries)
    {
        Span<char> header = stackalloc char[MaxLength];
        var length = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (IndexOf(entries[..i], entries[i]) < 0 && !TryAppend(header, ref length, entries[i] with { Milliseconds = Total(entries[i..], entries[i]) }))
            {
                break;
            }
        }

        return new string(header[..length]);
    }

    /// <summary>What a proxy says: its own entries, then those that the answer brought along, as they came, where both fit.</summary>
    public static string Join(string own, string behind) =>
        behind.Length == 0 || own.Length + Separator.Length + behind.Length > MaxLength ? own : string.Concat(own, Separator, behind);

    /// <summary>Reads what another hop wrote. What is malformed is skipped: a bad header must not fail a good answer.</summary>
    public static IEnumerable<TimingEntry> Parse(string value)
    {
        foreach (var metric in Split(value, ','))
        {
            var parts = Split(metric, ';');
            var name = parts.Count == 0 ? "" : parts[0].Trim();
            if (name.Length == 0 || name.Any(c => !IsTokenChar(c)))
            {
                continue;
            }

            var duration = Parameter(parts, "dur");
            _ = double.TryParse(duration, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds);
            yield return new TimingEntry(name, Parameter(parts, "desc"), double.IsFinite(milliseconds) ? milliseconds : 0);
        }
    }

    /// <summary>Makes a name that the header's grammar allows (RFC 9110 token).</summary>
    public static string Token(string name) => string.Concat(name.Select(c => IsTokenChar(c) ? c : '-'));

    private static bool TryAppend(Span<char> header, ref int length, TimingEntry entry)
    {
        var rest = header[length..];
        var separator = length == 0 ? "" : Separator;
        if (!separator.TryCopyTo(rest) || !entry.TryFormat(rest[separator.Length..], out var written))
        {
            return false;
        }

        length += separator.Length + written;
        return true;
    }

    private static int IndexOf(ReadOnlySpan<TimingEntry> entries, TimingEntry hop)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].IsSameHop(hop))
            {
                return i;
            }
        }

        return -1;
    }

    private static double Total(ReadOnlySpan<TimingEntry> entries, TimingEntry hop)
    {
        var total = 0.0;
        foreach (var entry in entries)
        {
            total += entry.IsSameHop(hop) ? entry.Milliseconds : 0;
        }

        return total;
    }

    private static string? Parameter(List<string> parts, string name)
    {
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                // Characters that would need an escape when written again are dropped.
                return string.Concat(part[(equals + 1)..].Trim().Where(c => c is not ('"' or '\\') && !char.IsControl(c)));
            }
        }

        return null;
    }

    /// <summary>Splits on a separator that is not inside a quoted string.</summary>
    private static List<string> Split(string value, char separator)
    {
        var parts = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && quoted)
            {
                i++;
            }
            else if (value[i] == '"')
            {
                quoted = !quoted;
            }
            else if (value[i] == separator && !quoted)
            {
                parts.Add(value[start..i]);
                start = i + 1;
            }
        }

        parts.Add(value[start..]);
        return parts;
    }

    private static bool IsTokenChar(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
