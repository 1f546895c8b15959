namespace Gateway.Cache.Storage;

/// <summary>What is known of one URL: its variants, or that its responses can't be stored.</summary>
internal sealed class CacheSlot(CacheKey key)
{
    private StoredResponse[] _variants = [];

    public CacheKey Key => key;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<StoredResponse> Variants => _variants;

    /// <summary>Until then requests go to the origin one by one instead of waiting for each other.</summary>
    public DateTimeOffset PassUntil { get; set; }

    /// <summary>Read since the eviction's hand last came by: see <see cref="SieveQueue"/>.</summary>
    public bool Visited { get; set; }

    /// <summary>The neighbour that came later.</summary>
    public CacheSlot? Newer { get; set; }

    public CacheSlot? Older { get; set; }

    /// <summary>In bytes.</summary>
    public int Size { get; private set; } = SizeOf(key);

    /// <summary>The variant that this request selects; null where none does.</summary>
    public StoredResponse? Select(IHeaderDictionary request)
    {
        var variants = Volatile.Read(ref _variants);
        for (var i = variants.Length - 1; i >= 0; i--)
        {
            if (variants[i].Selecting.Matches(request))
            {
                return variants[i];
            }
        }

        return null;
    }

    /// <summary>The request headers that the last response said it depends on.</summary>
    public string[] SelectingNames => _variants is [.., var last] ? last.Selecting.Names : [];

    /// <summary>Puts one in the place of the one it renews, or beside the others, of which the oldest may have to go.</summary>
    public void Put(StoredResponse response, int maxVariants)
    {
        var others = Array.FindAll(_variants, other => !other.Selecting.SameAs(response.Selecting));
        Replace([.. others.Skip(Math.Max(0, others.Length - maxVariants + 1)), response]);
    }

    public void Remove(StoredResponse response) => Replace(Array.FindAll(_variants, other => other != response));

    private static int SizeOf(CacheKey key) => 256 + (2 * (key.Path.Length + key.Query.Length + key.Host.Length));

    private void Replace(StoredResponse[] variants)
    {
        Size = SizeOf(key) + variants.Sum(variant => variant.Size);
        Volatile.Write(ref _variants, variants);
    }
}
