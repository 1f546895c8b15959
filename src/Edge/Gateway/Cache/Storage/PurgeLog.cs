namespace Gateway.Cache.Storage;

/// <summary>
/// The last purges, for responses that were on their way when they happened: what was read before a change may arrive after its purge, and
/// must not be stored then.
/// </summary>
internal sealed class PurgeLog
{
    /// <summary>How many are remembered. Who began before the oldest of them is not believed.</summary>
    private const int Length = 1024;

    private readonly (CacheKey? Url, string? SurrogateKey)[] _ring = new (CacheKey?, string?)[Length];
    private readonly Lock _lock = new();
    private long _count;

    public long Position => Volatile.Read(ref _count);

    /// <summary>Both null: everything.</summary>
    public void Add(CacheKey? url, string? surrogateKey)
    {
        lock (_lock)
        {
            _ring[_count % Length] = (url, surrogateKey);
            _count++;
        }
    }

    public bool Concerns(long since, CacheKey url, string[] surrogateKeys)
    {
        lock (_lock)
        {
            if (_count - since > Length)
            {
                return true;
            }

            for (var i = since; i < _count; i++)
            {
                var (purgedUrl, purgedKey) = _ring[i % Length];
                if (purgedKey is null ? purgedUrl is null || purgedUrl == url : surrogateKeys.Contains(purgedKey))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
