using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>
/// A date in a header, in one of the three forms of RFC 9110, section 5.6.7, to the letter except for case. The framework's own parser takes
/// more, and what it takes by mistake would keep a response that should be gone.
/// </summary>
internal static class HttpDate
{
    private static readonly string[] Names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Null where there is none, more than one, or one that is malformed.</summary>
    public static DateTimeOffset? Parse(StringValues lines, DateTimeOffset now) => lines.Count == 1 ? Parse(lines[0], now) : null;

    public static DateTimeOffset? Parse(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        text = text.Trim(' ');
        return text switch
        {
            // Sun, 06 Nov 1994 08:49:37 GMT
            [_, _, _, ',', ' ', _, _, ' ', _, _, _, ' ', _, _, _, _, ' ', .. { Length: 8 }, ' ', _, _, _] when Gmt(text) =>
                Date(text[12..16], text[8..11], text[5..7], text[17..25]),
            // Sun Nov  6 08:49:37 1994
            [_, _, _, ' ', _, _, _, ' ', _, _, ' ', .. { Length: 8 }, ' ', _, _, _, _] =>
                Date(text[20..24], text[4..7], text[8..10].TrimStart(' '), text[11..19]),
            _ => Rfc850(text, now),
        };
    }

    /// <summary>Sunday, 06-Nov-94 08:49:37 GMT; a year that seems over 50 years ahead is in the past.</summary>
    private static DateTimeOffset? Rfc850(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        var comma = text.IndexOf(',');
        if (comma < 6 || text[(comma + 1)..] is not [' ', _, _, '-', _, _, _, '-', _, _, ' ', .. { Length: 8 }, ' ', _, _, _] || !Gmt(text))
        {
            return null;
        }

        text = text[(comma + 2)..];
        if (Number(text[7..9]) is not { } two)
        {
            return null;
        }

        var year = (now.Year / 100 * 100) + two;
        year = year > now.Year + 50 ? year - 100 : year;
        return Date(year, text[3..6], text[..2], text[10..18]);
    }

    private static bool Gmt(ReadOnlySpan<char> text) => text[^3..].Equals("GMT", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Date(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, ReadOnlySpan<char> time) =>
        Number(year) is { } number ? Date(number, month, day, time) : null;

    private static DateTimeOffset? Date(int year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, ReadOnlySpan<char> time)
    {
        if (time is not [_, _, ':', _, _, ':', _, _] || Month(month) is not { } m || year is < 1 or > 9999)
        {
            return null;
        }

        return Number(day) is { } d && Number(time[..2]) is { } hour and < 24 && Number(time[3..5]) is { } minute and < 60 &&
            Number(time[6..]) is { } second and <= 60 && d >= 1 && d <= DateTime.DaysInMonth(year, m)
            ? new DateTimeOffset(year, m, d, hour, minute, Math.Min(second, 59), TimeSpan.Zero)
            : null;
    }

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Month(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return null;
    }
}
