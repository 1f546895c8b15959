namespace Gateway.Waf.Inspection;

/// <summary>Where in a request a text was found.</summary>
[Flags]
internal enum Target
{
    None = 0,
    Path = 1,
    Query = 2,
    Header = 4,
    Cookie = 8,
    Body = 16,

    /// <summary>The name of a parameter or of a JSON property.</summary>
    Name = 32,

    UserAgent = 64,

    /// <summary>Where people write. A header that reads like prose is none.</summary>
    Prose = Query | Body,

    All = Path | Query | Header | Cookie | Body | Name | UserAgent,
}
