using System.Text;

namespace Gateway.Waf.Decoding;

/// <summary>
/// Replaces Log4j's lookups by what they yield where that is a plain text, innermost first: <c>${lower:j}</c> is <c>j</c>, <c>${env:X:-j}</c> and
/// <c>${::-j}</c> are their default, <c>j</c>. One pass: a lookup is replaced when its brace closes.
/// </summary>
internal static class LookupText
{
    private const int MaxDepth = 32;

    public static string Of(string folded)
    {
        if (!folded.Contains("${", StringComparison.Ordinal))
        {
            return folded;
        }

        var text = new StringBuilder(folded.Length);
        var open = new Stack<int>();
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == '$' && i + 1 < folded.Length && folded[i + 1] == '{' && open.Count < MaxDepth)
            {
                open.Push(text.Length);
                text.Append("${");
                i++;
            }
            else if (folded[i] == '}' && open.TryPop(out var start))
            {
                Close(text, start);
            }
            else
            {
                text.Append(folded[i]);
            }
        }

        return text.ToString();
    }

    private static void Close(StringBuilder text, int start)
    {
        var lookup = text.ToString(start + 2, text.Length - start - 2);
        text.Length = start;
        text.Append(Yield(lookup) ?? $"${{{lookup}}}");
    }

    private static string? Yield(string lookup)
    {
        if (lookup.StartsWith("jndi", StringComparison.Ordinal))
        {
            return null;
        }

        if (lookup.LastIndexOf(":-", StringComparison.Ordinal) is >= 0 and var fallback)
        {
            return lookup[(fallback + 2)..];
        }

        var colon = lookup.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && lookup[..colon] is "lower" or "upper" or "date" ? lookup[(colon + 1)..].Trim('\'') : null;
    }
}
