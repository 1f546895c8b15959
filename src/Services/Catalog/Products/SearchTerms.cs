using System.Text.RegularExpressions;

namespace Catalog.Products;

/// <summary>Turns what a person types into what Postgres's full-text search understands.</summary>
internal static partial class SearchTerms
{
    /// <summary>
    /// Every word must occur, each as the beginning of a word: "pour kett" finds a pour-over kettle. Whatever is neither letter nor digit
    /// separates words, so no input is a syntax error. Without a word, the query is empty and finds nothing.
    /// </summary>
    public static string ToTsQuery(string text) =>
        string.Join(" & ", Word().Matches(text).Select(word => $"{word.Value}:*"));

    [GeneratedRegex("[\\p{L}\\p{N}]+")]
    private static partial Regex Word();
}
