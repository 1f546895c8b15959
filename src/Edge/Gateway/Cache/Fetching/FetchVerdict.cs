namespace Gateway.Cache.Fetching;

/// <summary>What becomes of a response, decided when its headers are here.</summary>
internal enum FetchVerdict
{
    /// <summary>The headers are not here yet.</summary>
    None,

    /// <summary>Collected, stored, given to all who wait.</summary>
    Store,

    /// <summary>Collected and given to all who wait, but not stored: the gateway's own word that the origin failed.</summary>
    Share,

    /// <summary>Streamed to the client that asked first; the others go themselves.</summary>
    Pass,

    /// <summary>Not wanted: a 304, or an error that an older response stands in for.</summary>
    Discard,
}
