namespace Gateway.Waf.Inspection;

/// <summary>The forms in which rules see a text: each undoes what hides an attack from one kind of reader.</summary>
internal enum TextForm
{
    /// <summary>As a correct application sees it: its container's own encoding undone once; lower case.</summary>
    Decoded,

    /// <summary>
    /// As a careless one may see it: decoded again (percent, <c>%u</c>, HTML entities, JavaScript escapes), look-alike characters folded to ASCII,
    /// no null bytes, lower case.
    /// </summary>
    Folded,

    /// <summary>Folded, without white space and control characters, which browsers skip inside of a URL's scheme.</summary>
    Compact,

    /// <summary>Folded, as a shell reads it: no quotes, carets and backslashes, <c>$IFS</c> is a space.</summary>
    Shell,

    /// <summary>Folded, with Log4j's nested lookups replaced by what they yield.</summary>
    Lookups,

    /// <summary>Folded, with SQL comments and runs of white space replaced by a space.</summary>
    SqlText,

    /// <summary>One letter a SQL token, a line a context: see <see cref="Sql.SqlFingerprint"/>.</summary>
    SqlTokens,
}
