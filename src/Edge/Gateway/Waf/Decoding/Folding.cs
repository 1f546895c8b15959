using System.Net;
using System.Text;

namespace Gateway.Waf.Decoding;

/// <summary>All decodings, one after the other, as a chain of careless readers would apply them.</summary>
internal static class Folding
{
    /// <param name="decoded">The text with its container's encoding undone once, in lower case.</param>
    public static string Fold(string decoded)
    {
        var text = PercentEncoding.Decode(PercentEncoding.Decode(decoded, plus: false), plus: false);
        if (text.Contains('&'))
        {
            text = WebUtility.HtmlDecode(NamedEntities.Decode(text));
        }

        return Ascii(Escapes.Decode(text));
    }

    /// <summary>Without white space and control characters.</summary>
    public static string Compact(string folded)
    {
        var compact = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (c > ' ')
            {
                compact.Append(c);
            }
        }

        return compact.Length == folded.Length ? folded : compact.ToString();
    }

    private static string Ascii(string text)
    {
        if (System.Text.Ascii.IsValid(text) && !text.Contains(LookAlikes.Nothing))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (LookAlikes.Fold(c) is not LookAlikes.Nothing and var ascii)
            {
                folded.Append(char.ToLowerInvariant(ascii));
            }
        }

        return folded.ToString();
    }
}
