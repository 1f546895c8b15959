using System.Text;

namespace Gateway.Waf.Sql;

/// <summary>
/// Reads a text as a database would that had it pasted into a statement, and writes one letter a token, so that a rule can say which order of tokens
/// is an injection whatever the names, numbers and strings in it are. After an idea of libinjection (N. Galbreath, 2012).
/// </summary>
/// <remarks>
/// A line a context, its first letter says which: <c>0</c> where a number or a name was expected; <c>1</c> and <c>2</c> within single and double
/// quotes, which the text's first quote closes. The letters: <c>n</c> number, <c>s</c> string, <c>p</c> a string that ends before what looks like
/// an opening quote, <c>w</c> other word, <c>v</c> variable, <c>f</c> function, <c>d</c> function that only attackers call, <c>t</c> null, true or
/// false, <c>o</c> comparison by a sign, <c>k</c> by a word, <c>a</c> arithmetic, <c>l</c> and/or, <c>c</c> comment up to the end,
/// <c>S F W U H I L C O X T</c> select, from, where, union, having, into, limit, case, order/group by, statement that changes, waitfor;
/// <c>( ) , ;</c> themselves, <c>x</c> anything else.
/// </remarks>
internal static class SqlFingerprint
{
    public const char Word = 'w';

    /// <summary>Tokens a context: an injection has shown itself by then.</summary>
    private const int MaxTokens = 128;

    public static string Of(string folded)
    {
        var fingerprint = new StringBuilder();
        Add(folded, fingerprint);
        if (folded.Contains("/*", StringComparison.Ordinal))
        {
            // Between words a comment is a space; a filter in front that cuts comments out would join what it parted.
            Add(SqlComments.Replace(folded, ""), fingerprint);
        }

        return fingerprint.ToString();
    }

    private static void Add(string text, StringBuilder fingerprint)
    {
        fingerprint.Append('0');
        new SqlTokenizer(text, 0).Write(fingerprint, MaxTokens);
        fingerprint.Append('\n');
        AddQuoted(text, '\'', '1', fingerprint);
        AddQuoted(text, '"', '2', fingerprint);
    }

    private static void AddQuoted(string text, char quote, char context, StringBuilder fingerprint)
    {
        var end = text.IndexOf(quote, StringComparison.Ordinal);
        if (end < 0)
        {
            return;
        }

        // In an English text a quote after a space opens something; what an attacker sends closes what was open.
        var opens = end > 0 && text[end - 1] == ' ' && text.AsSpan(0, end).ContainsAnyInRange('a', 'z');
        fingerprint.Append(context).Append(opens || text.AsSpan(0, end).Count(' ') > 4 ? 'p' : 's');
        new SqlTokenizer(text, end + 1).Write(fingerprint, MaxTokens);
        fingerprint.Append('\n');
    }
}
