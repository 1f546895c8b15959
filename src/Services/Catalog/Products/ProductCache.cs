using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace Catalog.Products;

/// <summary>
/// Products by id, cache-aside: read Redis, else the database and tell Redis; a change removes the entry after its commit.
/// </summary>
internal sealed partial class ProductCache(HybridCache cache, ProductReads reads, ILogger<ProductCache> logger)
{
    /// <summary>
    /// No local copy: removing an entry reaches Redis but not another replica's memory, and a price from there would be old. What remains is
    /// a load that began before a change and ends after its removal: it puts the old product back, and the expiry is how long that can last.
    /// </summary>
    private static readonly HybridCacheEntryOptions Entry = new()
    {
        Expiration = TimeSpan.FromSeconds(30),
        Flags = HybridCacheEntryFlags.DisableLocalCache,
    };

    /// <summary>The product, or null. That there is none is remembered too: asking for what is not there must not reach the database each time.</summary>
    /// <remarks>
    /// Not cancellable: others may wait for the same load, and HybridCache runs one that can be cancelled on a thread of its own, where its
    /// Redis and Postgres spans would have no parent.
    /// </remarks>
    public ValueTask<ProductSnapshot?> GetAsync(Guid id) => cache.GetOrCreateAsync(
        Key(id),
        (Reads: reads, Id: id),
        static async (state, token) => await state.Reads.FindAsync(state.Id, token),
        Entry,
        cancellationToken: CancellationToken.None);

    public async Task ForgetAsync(Guid id)
    {
        try
        {
            await cache.RemoveAsync(Key(id));
        }
        catch (RedisException fault)
        {
            NotForgotten(logger, id, fault);
        }
    }

    private static string Key(Guid id) => $"product:{id}";

    [LoggerMessage(LogLevel.Warning, "Redis did not remove product {Id}: its old version may be served until it expires.")]
    private static partial void NotForgotten(ILogger logger, Guid id, Exception fault);
}
