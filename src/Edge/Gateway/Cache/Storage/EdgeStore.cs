using Microsoft.Extensions.Options;

namespace Gateway.Cache.Storage;

/// <summary>
/// The responses that the edge holds: bounded in bytes, in shards, so that writers of different URLs seldom wait for each other.
/// </summary>
internal sealed class EdgeStore
{
    private readonly CacheShard[] _shards;
    private readonly SurrogateIndex _index = new();
    private readonly PurgeLog _purges = new();

    public EdgeStore(IOptions<EdgeCacheOptions> options)
    {
        var capacity = options.Value.TotalBytes / EdgeCacheOptions.Shards;
        _shards = [.. Enumerable.Range(0, EdgeCacheOptions.Shards).Select(_ => new CacheShard(capacity, options.Value.MaxVariants, _index))];
    }

    public long Bytes => _shards.Sum(shard => shard.Bytes);

    public long Evictions => _shards.Sum(shard => shard.Evictions);

    public IEnumerable<CacheSlot> Slots => _shards.SelectMany(shard => shard.Slots);

    /// <summary>To be taken before the origin is asked, and given to <see cref="Put"/>.</summary>
    public long PurgePosition => _purges.Position;

    public CacheSlot? Find(CacheKey key) => Shard(key).Find(key);

    /// <summary>Stores a response, unless a purge since <paramref name="purgePosition"/> concerns it: it may be from before the change.</summary>
    /// <returns>Whether it was stored.</returns>
    public bool Put(CacheKey key, StoredResponse response, long purgePosition)
    {
        var shard = Shard(key);
        shard.Put(key, response);
        // In this order: a purge that is recorded after the look finds the response and removes it itself.
        if (!_purges.Concerns(purgePosition, key, response.SurrogateKeys))
        {
            return true;
        }

        shard.Remove(key, response);
        return false;
    }

    /// <summary>Remembers that responses of this URL can't be stored.</summary>
    public void Pass(CacheKey key, DateTimeOffset until) => Shard(key).Pass(key, until);

    public void Remove(CacheKey key, StoredResponse response) => Shard(key).Remove(key, response);

    /// <returns>How many responses were removed.</returns>
    public int PurgeUrl(CacheKey key)
    {
        _purges.Add(key, null);
        return Shard(key).Remove(key);
    }

    /// <inheritdoc cref="PurgeUrl"/>
    public int PurgeKey(string surrogateKey)
    {
        _purges.Add(null, surrogateKey);
        return _index.Find(surrogateKey).Sum(url => Shard(url).Remove(url));
    }

    /// <inheritdoc cref="PurgeUrl"/>
    public int Clear()
    {
        _purges.Add(null, null);
        return _shards.Sum(shard => shard.Clear());
    }

    /// <summary>The responses that a surrogate key names, with their URLs.</summary>
    public IEnumerable<CacheSlot> FindByKey(string surrogateKey) => _index.Find(surrogateKey)
        .Select(url => Shard(url).Find(url))
        .OfType<CacheSlot>();

    private CacheShard Shard(CacheKey key) => _shards[(uint)key.GetHashCode() % EdgeCacheOptions.Shards];
}
