namespace Gateway.Waf.Decoding;

/// <summary>The entities of HTML 5 that stand for punctuation. The framework's decoder knows those of HTML 4.</summary>
internal static class NamedEntities
{
    private static readonly (string Entity, string Character)[] All =
    [
        ("&colon;", ":"), ("&lpar;", "("), ("&rpar;", ")"), ("&tab;", "\t"), ("&newline;", "\n"), ("&sol;", "/"), ("&bsol;", "\\"), ("&equals;", "="),
        ("&semi;", ";"), ("&period;", "."), ("&comma;", ","), ("&grave;", "`"), ("&lbrace;", "{"), ("&rbrace;", "}"), ("&dollar;", "$"), ("&num;", "#"),
        ("&lsqb;", "["), ("&rsqb;", "]"), ("&excl;", "!"), ("&percnt;", "%"),
    ];

    /// <param name="text">In lower case.</param>
    public static string Decode(string text)
    {
        foreach (var (entity, character) in All)
        {
            text = text.Replace(entity, character, StringComparison.Ordinal);
        }

        return text;
    }
}
