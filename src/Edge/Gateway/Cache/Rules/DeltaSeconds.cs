using System.Globalization;

namespace Gateway.Cache.Rules;

/// <summary>A number of seconds in a header: RFC 9111, section 1.2.2.</summary>
internal static class DeltaSeconds
{
    /// <summary>What a number that is too large counts as: 2^31, some 68 years.</summary>
    public const long Maximum = 2_147_483_648;

    /// <summary>Digits only, as the RFC has it; null for anything else.</summary>
    public static long? Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Maximum) : Maximum;
    }

    /// <summary>The first member of an <c>Age</c> header; null when it is no number: RFC 9111, section 5.1.</summary>
    public static long? ParseAge(ReadOnlySpan<char> line)
    {
        var comma = line.IndexOf(',');
        return Parse((comma < 0 ? line : line[..comma]).Trim(" \t"));
    }
}
