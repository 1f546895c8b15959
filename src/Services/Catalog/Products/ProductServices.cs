using Catalog.Data;
using Catalog.Stock;

namespace Catalog.Products;

/// <summary>What a change of a product needs; bound as one parameter.</summary>
internal sealed record ProductServices(
    HttpContext Context,
    CatalogContext Database,
    ProductCache Cache,
    CatalogGeneration Generation,
    EdgePurges Edge,
    StockLookup Stock,
    TimeProvider Time)
{
    /// <summary>Puts the old version out of every cache. Not cancellable: the change is committed, whether or not the client is still there.</summary>
    public async Task ForgetAsync(Guid id)
    {
        await Cache.ForgetAsync(id);
        await Generation.AdvanceAsync();
        await Edge.ChangedAsync(id);
    }

    /// <summary>The client's version may be from our cache or the edge's. It will read again, and must not be told the same.</summary>
    public async Task ForgetPageAsync(Guid id)
    {
        await Cache.ForgetAsync(id);
        await Edge.OutdatedAsync(id);
    }

    /// <summary>The product as a reader would get it now, with its tag.</summary>
    public async Task<ProductResponse> RespondAsync(Product product, CancellationToken cancellationToken)
    {
        var pieces = await Stock.AvailableAsync(product.Id, cancellationToken);
        Context.Response.Headers.ETag = ProductTag.For(product.Version, pieces);
        return ProductResponse.Of(ProductSnapshot.Of(product), pieces);
    }
}
