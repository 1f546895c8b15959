using System.Collections.Concurrent;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Fetching;

/// <summary>The fetches that others may wait for: many misses of one key are one request to the origin.</summary>
internal sealed class InFlight
{
    private readonly ConcurrentDictionary<(CacheKey Key, string Variant), OriginFetch> _fetches = new();

    /// <summary>
    /// The fetch of this key, made by <paramref name="create"/> when there is none, or when something was purged since it began: its response
    /// may be from before the change that the purge was for.
    /// </summary>
    /// <param name="variant">The values of the request headers that the resource is known to vary by.</param>
    /// <param name="begun">Whether it was made now, and the caller has to run it.</param>
    public OriginFetch Join(CacheKey key, string variant, long purgePosition, Func<OriginFetch> create, out bool begun)
    {
        OriginFetch? mine = null;
        var fetch = _fetches.AddOrUpdate(
            (key, variant),
            _ => mine ??= create(),
            (_, running) => running.Request.PurgePosition >= purgePosition ? running : mine ??= create());
        begun = fetch == mine;
        return fetch;
    }

    public bool IsRunning(CacheKey key, string variant) => _fetches.ContainsKey((key, variant));

    public void Remove(CacheKey key, string variant, OriginFetch fetch) => _fetches.TryRemove(new((key, variant), fetch));
}
