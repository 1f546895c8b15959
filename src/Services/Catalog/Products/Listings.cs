using System.Security.Cryptography;
using System.Text.Json;
using Contracts;
using Microsoft.Extensions.Caching.Hybrid;

namespace Catalog.Products;

/// <summary>Pages of products, out of the cache when nothing has changed.</summary>
internal sealed class Listings(HybridCache cache, CatalogGeneration generation, ProductReads reads)
{
    /// <summary>
    /// The generation is part of the key, so an entry never becomes wrong, only unused: that is what lets each replica keep it in memory.
    /// The short life there bounds the memory that ever new searches can take.
    /// </summary>
    private static readonly HybridCacheEntryOptions Entry = new()
    {
        Expiration = TimeSpan.FromMinutes(5),
        LocalCacheExpiration = TimeSpan.FromSeconds(5),
    };

    public async Task<Listing> GetAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        if (await generation.CurrentAsync() is not { } current)
        {
            // Without Redis nobody can tell what is out of date: the database answers.
            return await LoadAsync(query, cancellationToken);
        }

        return await cache.GetOrCreateAsync(
            $"products:{current}:{query.Page.Page}:{query.Page.Size}:{query.Category}:{query.Terms}",
            (Self: this, Query: query),
            static async (state, token) => await state.Self.LoadAsync(state.Query, token),
            Entry,
            cancellationToken: CancellationToken.None); // See ProductCache: so that spans have a parent.
    }

    private async Task<Listing> LoadAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        var page = await reads.PageAsync(query, cancellationToken);
        return new Listing(page, Tag(page));
    }

    private static string Tag(Page<ProductSummary> page)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(page, CatalogJson.Default.PageProductSummary);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
    }
}
