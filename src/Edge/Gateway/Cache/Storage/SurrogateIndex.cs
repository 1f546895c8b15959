namespace Gateway.Cache.Storage;

/// <summary>Which URLs hold something that a surrogate key names.</summary>
internal sealed class SurrogateIndex
{
    private readonly Dictionary<string, HashSet<CacheKey>> _urls = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Follows a change of what <paramref name="url"/> holds.</summary>
    public void Move(CacheKey url, IReadOnlyList<StoredResponse> before, IReadOnlyList<StoredResponse> after)
    {
        if (before.Count == 0 && after.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var key in before.SelectMany(response => response.SurrogateKeys))
            {
                Remove(key, url);
            }

            foreach (var key in after.SelectMany(response => response.SurrogateKeys))
            {
                Add(key, url);
            }
        }
    }

    public CacheKey[] Find(string surrogateKey)
    {
        lock (_lock)
        {
            return _urls.TryGetValue(surrogateKey, out var urls) ? [.. urls] : [];
        }
    }

    private void Add(string key, CacheKey url)
    {
        if (!_urls.TryGetValue(key, out var urls))
        {
            _urls[key] = urls = [];
        }

        urls.Add(url);
    }

    private void Remove(string key, CacheKey url)
    {
        if (_urls.TryGetValue(key, out var urls) && urls.Remove(url) && urls.Count == 0)
        {
            _urls.Remove(key);
        }
    }
}
