namespace Gateway.Cache.Contents;

/// <summary>The cache of one replica in numbers.</summary>
/// <param name="Urls">URLs of which something is known: responses, or that they can't be stored.</param>
/// <param name="Hits">Of what is stored now.</param>
/// <param name="Evictions">URLs that had to make room, since the start.</param>
internal sealed record CacheTotals(int Urls, int Responses, long Bytes, long Hits, long Evictions);
