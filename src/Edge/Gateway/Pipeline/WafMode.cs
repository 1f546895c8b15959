namespace Gateway.Pipeline;

/// <summary>What becomes of a request that the firewall thinks is an attack.</summary>
internal enum WafMode
{
    /// <summary>It is refused with 403.</summary>
    Block,

    /// <summary>It goes on; the match is logged and counted.</summary>
    Detect,

    /// <summary>Nobody looks.</summary>
    Off,
}
