using System.Text;

namespace Gateway.Waf.Sql;

/// <summary>Comments, which SQL takes for white space and evasions put between or into words. MySQL runs what stands in <c>/*!50000 ... */</c>.</summary>
internal static class SqlComments
{
    /// <summary>Runs of white space become one space.</summary>
    public static string Replace(string text, string replacement)
    {
        var replaced = new StringBuilder(text.Length);
        var last = text.LastIndexOf("*/", StringComparison.Ordinal);
        for (var i = 0; i < text.Length;)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith("/*!"))
            {
                i += 3 + Math.Max(0, rest[3..].IndexOfAnyExceptInRange('0', '9'));
                replaced.Append(replacement);
            }
            else if (i < last && rest.StartsWith("/*") && rest.IndexOf("*/") is > 0 and var end)
            {
                i += end + 2;
                replaced.Append(replacement);
            }
            else if (rest.StartsWith("*/"))
            {
                i += 2;
                replaced.Append(replacement);
            }
            else
            {
                Append(replaced, rest[0]);
                i++;
            }
        }

        return replaced.ToString();
    }

    private static void Append(StringBuilder replaced, char c)
    {
        var space = char.IsWhiteSpace(c);
        if (!space || replaced.Length == 0 || replaced[^1] != ' ')
        {
            replaced.Append(space ? ' ' : c);
        }
    }
}
