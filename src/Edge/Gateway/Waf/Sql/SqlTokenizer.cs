using System.Text;

namespace Gateway.Waf.Sql;

/// <summary>The tokens of a text from a position on, as letters: see <see cref="SqlFingerprint"/>. One pass; no token is read twice.</summary>
internal ref struct SqlTokenizer(string text, int start)
{
    private int _at = start;

    public void Write(StringBuilder tokens, int limit)
    {
        for (var written = 0; written < limit && _at < text.Length;)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (Next() is not '\0' and var letter)
            {
                tokens.Append(letter);
                written++;
            }
        }
    }

    private readonly ReadOnlySpan<char> Rest => text.AsSpan(_at);

    /// <summary>The next token's letter, or null where it says nothing.</summary>
    private char Next()
    {
        var c = text[_at];
        return c switch
        {
            '\'' or '"' => String(c),
            '`' => Quoted('`', SqlFingerprint.Word),
            '[' => Quoted(']', SqlFingerprint.Word),
            '@' => Variable(),
            '/' when Rest.StartsWith("/*") => BlockComment(),
            '*' when Rest.StartsWith("*/") => Take(2, '\0'),
            '-' when Rest.StartsWith("--") => LineComment(2),
            '#' => LineComment(1),
            '|' or '&' when _at + 1 < text.Length && text[_at + 1] == c => Take(2, 'l'),
            '=' or '<' or '>' => Operator(),
            '!' when Rest.StartsWith("!=") => Operator(),
            '!' or '~' => Take(1, '\0'),
            '+' or '-' or '*' or '/' or '%' or '^' or '|' or '&' => Take(1, 'a'),
            '(' or ')' or ',' or ';' => Take(1, c),
            >= '0' and <= '9' => Number(),
            '.' when _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]) => Number(),
            _ when IsWord(c) => ReadWord(),
            _ => Take(1, 'x'),
        };
    }

    private char Take(int length, char letter)
    {
        _at = Math.Min(text.Length, _at + length);
        return letter;
    }

    /// <summary>Up to the closing quote, or to the end: a string that is left open is one that the statement's own quote closes.</summary>
    private char String(char quote) => Quoted(quote, 's');

    private char Quoted(char close, char letter)
    {
        var length = text.AsSpan(_at + 1).IndexOf(close);
        return Take(length < 0 ? text.Length - _at : length + 2, letter);
    }

    private char Variable()
    {
        var name = Rest.StartsWith("@@") ? 2 : 1;
        return Take(name + WordLength(Rest[name..]), 'v');
    }

    private char Number()
    {
        // 0x1F, 1e5 and 1.5; and 1or, which MySQL reads as 1 or.
        var rest = Rest;
        var hex = rest.StartsWith("0x") && rest.Length > 2 ? rest[2..].IndexOfAnyExcept(SqlCharacters.Hex) : 0;
        var length = hex != 0 ? (hex < 0 ? rest.Length : hex + 2) : rest.IndexOfAnyExcept(SqlCharacters.Number);
        length = length < 0 ? rest.Length : length;
        if (length < rest.Length && rest[length] == 'e' && length + 1 < rest.Length && char.IsAsciiDigit(rest[length + 1]))
        {
            length++;
            length += WordLength(rest[length..]);
        }

        return Take(length, 'n');
    }

    private char Operator()
    {
        var length = Rest.IndexOfAnyExcept(SqlCharacters.Comparison);
        return Take(length < 0 ? Rest.Length : length, 'o');
    }

    private char BlockComment()
    {
        if (Rest.StartsWith("/*!"))
        {
            var version = Rest[3..].IndexOfAnyExceptInRange('0', '9');
            return Take(3 + Math.Max(0, version), '\0');
        }

        var end = Rest.IndexOf("*/");
        return end < 0 ? Take(text.Length - _at, 'c') : Take(end + 2, '\0');
    }

    private char LineComment(int length)
    {
        var after = Rest[length..];
        var line = after.IndexOf('\n');
        // What comments out the rest of a statement has next to nothing behind it. Glued to a word or to a quote it is no comment.
        if (after.TrimStart("- +").Count(' ') > 3 || (!after.IsEmpty && (after[0] is '\'' or '"' || (length == 1 && char.IsLetterOrDigit(after[0])))))
        {
            return Take(length, 'x');
        }

        return Take(line < 0 ? text.Length - _at : length + line + 1, 'c');
    }

    private char ReadWord()
    {
        var word = Rest[..WordLength(Rest)];
        var letter = SqlWords.LetterOf(word);
        var next = Rest[word.Length..].TrimStart();
        letter = letter switch
        {
            'd' or 'f' when next.IsEmpty || next[0] != '(' => word is "procedure" && next.StartsWith("analyse") ? 'd' : SqlFingerprint.Word,
            'X' or 'T' when !SqlStatements.Follows(word, next) => SqlFingerprint.Word,
            SqlFingerprint.Word when word is "order" or "group" && SqlStatements.StartsWithWord(next, "by") => 'O',
            '!' => '\0',
            _ => letter,
        };
        _at += word.Length;
        if (letter == 'O')
        {
            _at = text.Length - next.Length + 2;
        }

        return letter;
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (IsWord(rest[length]) || char.IsAsciiDigit(rest[length]) || rest[length] is '.' or '$'))
        {
            length++;
        }

        return length;
    }

    private static bool IsWord(char c) => char.IsLetter(c) || c is '_';
}
