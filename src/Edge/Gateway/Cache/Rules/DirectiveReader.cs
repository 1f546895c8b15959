namespace Gateway.Cache.Rules;

/// <summary>Takes a comma-separated list of directives apart: <c>name</c>, <c>name=token</c> or <c>name="quoted, string"</c>.</summary>
internal static class DirectiveReader
{
    /// <summary>Reads the next directive of <paramref name="rest"/>; false at the end.</summary>
    /// <param name="value">Without its quotes; empty where there is none.</param>
    public static bool TryRead(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!rest.IsEmpty)
        {
            var end = End(rest);
            var member = rest[..end].Trim(" \t");
            rest = end == rest.Length ? default : rest[(end + 1)..];
            if (member.IsEmpty)
            {
                continue;
            }

            var equals = member.IndexOf('=');
            name = equals < 0 ? member : member[..equals].TrimEnd(" \t");
            value = equals < 0 ? default : Unquote(member[(equals + 1)..]);
            return true;
        }

        name = value = default;
        return false;
    }

    /// <summary>Where the first comma is that no quotes surround.</summary>
    private static int End(ReadOnlySpan<char> list)
    {
        var quoted = false;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '\\' && quoted)
            {
                i++;
            }
            else if (list[i] == '"')
            {
                quoted = !quoted;
            }
            else if (list[i] == ',' && !quoted)
            {
                return i;
            }
        }

        return list.Length;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> value) => value is ['"', .. var text, '"'] ? text : value;
}
