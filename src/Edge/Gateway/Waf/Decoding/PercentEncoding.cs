using System.Globalization;
using System.Text;

namespace Gateway.Waf.Decoding;

/// <summary>Percent-encoding, undone as leniently as the most lenient server would: an attack is hidden where readers disagree.</summary>
internal static class PercentEncoding
{
    /// <param name="text">The text.</param>
    /// <param name="plus">True where a plus sign is a space: in queries and forms.</param>
    public static string Decode(ReadOnlySpan<char> text, bool plus)
    {
        if (!text.Contains('%') && !(plus && text.Contains('+')))
        {
            return text.ToString();
        }

        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '%' && TryUnicode(text[i..], out var unit))
            {
                decoded.Append(unit);
                i += 6;
            }
            else if (text[i] == '%' && TryByte(text[i..], out var first))
            {
                i += DecodeSequence(text[i..], first, decoded);
            }
            else
            {
                decoded.Append(plus && text[i] == '+' ? ' ' : text[i]);
                i++;
            }
        }

        return decoded.ToString();
    }

    /// <summary>The byte that <c>%XX</c> at the text's start stands for.</summary>
    public static bool TryByte(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length >= 3 && text[0] == '%' && TryHex(text.Slice(1, 2), out value);
    }

    public static bool TryHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <summary>Microsoft's <c>%uXXXX</c>, which no standard knows and some servers still decode.</summary>
    private static bool TryUnicode(ReadOnlySpan<char> text, out char unit)
    {
        unit = '\0';
        if (text.Length < 6 || text[1] is not ('u' or 'U') || !TryHex(text.Slice(2, 4), out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }

    /// <summary>
    /// UTF-8 without its checks: overlong forms (RFC 3629, section 10) yield the character that they hide. A byte that is no UTF-8 at all is taken as
    /// Latin-1.
    /// </summary>
    private static int DecodeSequence(ReadOnlySpan<char> text, int first, StringBuilder decoded)
    {
        var (more, code) = first switch
        {
            >= 0xF0 and < 0xF8 => (3, first & 0x07),
            >= 0xE0 and < 0xF0 => (2, first & 0x0F),
            >= 0xC0 and < 0xE0 => (1, first & 0x1F),
            _ => (0, first),
        };
        for (var i = 1; i <= more; i++)
        {
            if (text.Length < (i + 1) * 3 || !TryByte(text[(i * 3)..], out var next) || (next & 0xC0) != 0x80)
            {
                decoded.Append((char)first);
                return 3;
            }

            code = (code << 6) | (next & 0x3F);
        }

        decoded.Append(Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar);
        return (more + 1) * 3;
    }
}
