using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Data;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using NpgsqlTypes;

namespace Catalog.Products;

/// <summary>Pages of products, out of the cache when nothing has changed.</summary>
internal sealed class Listings(HybridCache cache, CatalogGeneration generation, IServiceScopeFactory scopes)
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

        var key = $"products:{current}:{query.Page.Page}:{query.Page.Size}:{query.Category}:{query.Terms}";
        return await cache.GetOrCreateAsync(
            key,
            (Self: this, Query: query),
            static async (state, token) => await state.Self.LoadAsync(state.Query, token),
            Entry,
            cancellationToken: cancellationToken);
    }

    /// <summary>In a scope of its own: several requests may wait for this one load, and the one that began it may be gone before its end.</summary>
    private async Task<Listing> LoadAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CatalogContext>();
        var matches = Matches(database, query);
        var total = await matches.CountAsync(cancellationToken);
        var items = await Ordered(matches, query)
            .Skip(query.Page.Offset)
            .Take(query.Page.Size)
            .Select(product => new ProductSummary(product.Id, product.Name, product.Category, product.Price))
            .ToListAsync(cancellationToken);
        var page = new Page<ProductSummary>(items, query.Page.Page, query.Page.Size, total);
        return new Listing(page, Tag(page));
    }

    private static IQueryable<Product> Matches(CatalogContext database, ProductQuery query)
    {
        var products = database.Products.AsNoTracking();
        if (query.Category is { } category)
        {
            products = products.Where(product => product.Category == category);
        }

        if (query.Terms is { } terms)
        {
            products = products.Where(product => EF.Property<NpgsqlTsVector>(product, CatalogContext.Search)
                .Matches(EF.Functions.ToTsQuery(CatalogContext.Language, terms)));
        }

        return products;
    }

    /// <summary>Best match first for a search, else by name; the id makes the order total, so no product is on two pages or on none.</summary>
    private static IOrderedQueryable<Product> Ordered(IQueryable<Product> products, ProductQuery query) => query.Terms is { } terms
        ? products
            .OrderByDescending(product => EF.Property<NpgsqlTsVector>(product, CatalogContext.Search)
                .Rank(EF.Functions.ToTsQuery(CatalogContext.Language, terms)))
            .ThenBy(product => product.Id)
        : products.OrderBy(product => product.Name).ThenBy(product => product.Id);

    private static string Tag(Page<ProductSummary> page)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(page, CatalogJson.Default.PageProductSummary);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
    }
}
