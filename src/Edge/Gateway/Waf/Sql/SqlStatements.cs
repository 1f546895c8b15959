namespace Gateway.Waf.Sql;

/// <summary>Tells a statement's verb from the same word in a sentence, by the word that must follow it: "drop table", not "drop shipping".</summary>
internal static class SqlStatements
{
    private static readonly string[] Objects =
        ["table", "database", "schema", "index", "view", "user", "login", "procedure", "function", "trigger", "column", "role", "or", "alias", "temporary"];

    public static bool Follows(ReadOnlySpan<char> verb, ReadOnlySpan<char> next) => verb switch
    {
        "shutdown" => next.IsEmpty || next[0] is ';' or '-' or '#' or '/' || next.StartsWith("with"),
        "insert" or "merge" or "replace" => StartsWithWord(next, "into"),
        "delete" => StartsWithWord(next, "from"),
        "drop" or "alter" or "create" or "truncate" => Array.Exists(Objects, StartsAny(next)),
        "update" => next[..Math.Min(next.Length, 80)].Contains(" set ", StringComparison.Ordinal),
        "exec" or "execute" => IsProcedure(next),
        "declare" => next.StartsWith('@'),
        "waitfor" => StartsWithWord(next, "delay") || StartsWithWord(next, "time"),
        "copy" => next.StartsWith('(') || next.Contains(" program ", StringComparison.Ordinal),
        "grant" => StartsWithWord(next, "all") || StartsWithWord(next, "dba"),
        "handler" => next.Contains(" open", StringComparison.Ordinal),
        "call" => next.Contains('('),
        _ => false,
    };

    public static bool StartsWithWord(ReadOnlySpan<char> text, ReadOnlySpan<char> word) =>
        text.StartsWith(word) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length]));

    private static bool IsProcedure(ReadOnlySpan<char> next) =>
        next.StartsWith("master") || next.StartsWith("xp_") || next.StartsWith("sp_") || next.StartsWith('(') || next.StartsWith('@') ||
        next.StartsWith("immediate") || next.StartsWith("dbo.") || next.StartsWith("sys.");

    private static Predicate<string> StartsAny(ReadOnlySpan<char> next)
    {
        var word = next[..Math.Min(next.Length, 16)].ToString();
        return each => StartsWithWord(word, each);
    }
}
