using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Storage;

/// <summary>The headers of a hit that change with time.</summary>
internal sealed record AgeText(long Seconds, StringValues Age, StringValues CacheStatus);
