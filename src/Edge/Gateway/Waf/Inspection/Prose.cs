using System.Collections.Frozen;

namespace Gateway.Waf.Inspection;

/// <summary>
/// Tells natural language from anything else. People write about attacks, quote code and show commands; an injection is dense and starts by
/// breaking out of where it was put. So what reads as prose is only held to the rules that hold in prose.
/// </summary>
internal static class Prose
{
    private const int LeastWords = 7;
    private const int LeastSmallWords = 2;

    /// <summary>The words that hold English sentences together, without those that are also words of SQL or of a shell.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallWords = new[]
    {
        "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "his", "her", "we", "our", "you", "your", "they", "their", "them",
        "to", "of", "for", "with", "without", "at", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "should",
        "may", "might", "must", "but", "so", "than", "which", "what", "who", "how", "why", "because", "also", "only", "more", "most", "some", "such",
        "no", "there", "here", "into", "about", "after", "before", "between", "does", "do", "did", "my", "me", "very", "just", "too", "any", "each",
        "other", "one", "two", "use", "used", "using", "see", "need", "want", "make", "get", "let", "up", "out", "over", "through", "via", "while", "whether",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> text)
    {
        int tokens = 0, words = 0, small = 0;
        foreach (var range in text.SplitAny(' ', '\t', '\r', '\n'))
        {
            var token = text[range];
            if (token.IsEmpty)
            {
                continue;
            }

            tokens++;
            var word = token.Trim("\"'`*_(),.;:!?[]");
            if (IsWord(word))
            {
                words++;
                small += SmallWords.Contains(word) ? 1 : 0;
            }
        }

        return words >= LeastWords && small >= LeastSmallWords && small * 12 >= words && words * 2 >= tokens;
    }

    private static bool IsWord(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (!char.IsLetter(c) && c is not ('\'' or '-' or '’'))
            {
                return false;
            }
        }

        return !token.IsEmpty;
    }
}
