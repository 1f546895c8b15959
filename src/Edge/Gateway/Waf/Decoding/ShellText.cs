using System.Buffers;
using System.Text;

namespace Gateway.Waf.Decoding;

/// <summary>
/// A command as the shell will have it: <c>c'a't</c>, <c>c\at</c>, <c>c^at</c> and <c>cat${IFS}x</c> are all <c>cat</c>.
/// </summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("'\"\\^$<{");

    /// <summary>Variables that hold a space.</summary>
    private static readonly string[] Spaces = ["${ifs}", "$ifs$9", "$ifs", "%20"];

    /// <summary>Variables that hold nothing when no arguments were given.</summary>
    private static readonly string[] Empties = ["$@", "$*", "${@}", "${*}", "$1", "$2", "$9"];

    public static string Of(string folded)
    {
        if (!folded.AsSpan().ContainsAny(Special))
        {
            return folded;
        }

        // In c:\windows a backslash is itself; within a word for a Unix shell it only hides the word.
        var windows = folded.Contains(":\\", StringComparison.Ordinal) || folded.StartsWith("\\\\", StringComparison.Ordinal);
        var text = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length;)
        {
            var rest = folded.AsSpan(i);
            var (length, meaning) = rest[0] switch
            {
                '\'' or '"' or '^' => (1, ""),
                '\\' when !windows => (1, ""),
                '$' => Variable(rest),
                '{' when rest[1..Math.Min(rest.Length, 64)].IndexOfAny(' ', '}', ',') is > 0 and var end && rest[end + 1] == ',' => (1, ""),
                ',' or '}' when IsInBraces(folded, i) => (1, " "),
                '<' => (1, " <"),
                _ => (0, ""),
            };
            if (length == 0)
            {
                text.Append(rest[0]);
            }

            text.Append(meaning);
            i += Math.Max(1, length);
        }

        return text.ToString();
    }

    private static (int Length, string Meaning) Variable(ReadOnlySpan<char> rest)
    {
        foreach (var space in Spaces)
        {
            if (rest.StartsWith(space))
            {
                return (space.Length, " ");
            }
        }

        foreach (var empty in Empties)
        {
            if (rest.StartsWith(empty))
            {
                return (empty.Length, "");
            }
        }

        // A variable of one letter is not set, and holds nothing.
        return rest.Length > 2 && char.IsAsciiLetter(rest[1]) && rest[2] is '/' or ' ' ? (2, "") : (0, "");
    }

    /// <summary>True in <c>{cat,/etc/passwd}</c>: an opening brace within the last few characters, and no space since.</summary>
    private static bool IsInBraces(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 64), Math.Min(at, 64));
        var open = before.LastIndexOf('{');
        return open >= 0 && !before[open..].ContainsAny(" }:\"");
    }
}
