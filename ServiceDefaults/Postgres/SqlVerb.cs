namespace ServiceDefaults;

/// <summary>Names a span by what its SQL does: a name with the whole text in it would be a new name for every query.</summary>
internal static class SqlVerb
{
    private const int Longest = 16;

    /// <summary>The first word of <paramref name="sql"/> in upper case, past comments; null when it does not start with a word.</summary>
    public static string? Of(string sql)
    {
        var rest = sql.AsSpan().TrimStart();
        while (rest.StartsWith("--"))
        {
            var end = rest.IndexOf('\n');
            rest = end < 0 ? [] : rest[(end + 1)..].TrimStart();
        }

        var length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length]))
        {
            length++;
        }

        return length is 0 or > Longest ? null : rest[..length].ToString().ToUpperInvariant();
    }
}
