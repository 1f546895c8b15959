using System.Text;

namespace Gateway.Waf.Decoding;

/// <summary>The escapes of JavaScript and JSON: <c>\x3c</c>, <c>\u003c</c> and <c>\u{3c}</c>. Any other backslash stays.</summary>
internal static class Escapes
{
    public static string Decode(string text)
    {
        if (!text.Contains("\\x", StringComparison.Ordinal) && !text.Contains("\\u", StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] == '\\' ? TryDecode(text.AsSpan(i), out var value) : TryNone(out value);
            decoded.Append(length > 0 ? (char)value : text[i]);
            i += Math.Max(length, 1);
        }

        return decoded.ToString();
    }

    private static int TryNone(out int value) => value = 0;

    /// <summary>The length of the escape at the start; 0 when there is none.</summary>
    private static int TryDecode(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length < 4 ? 0
            : text[1] == 'x' && PercentEncoding.TryHex(text.Slice(2, 2), out value) ? 4
            : text[1] != 'u' ? 0
            : text.Length >= 6 && PercentEncoding.TryHex(text.Slice(2, 4), out value) ? 6
            : text[2] == '{' ? TryBraced(text, out value)
            : 0;
    }

    private static int TryBraced(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var end = text[..Math.Min(text.Length, 10)].IndexOf('}');
        return end > 3 && PercentEncoding.TryHex(text[3..end], out value) && value <= char.MaxValue ? end + 1 : 0;
    }
}
