using Contracts;

namespace Catalog.Products;

/// <summary>A product as a client reads it.</summary>
/// <param name="Stock">Pieces available now; null when Inventory did not say in time.</param>
internal sealed record ProductResponse(
    Guid Id, string Name, string Description, string Category, Money Price, int? Stock, DateTimeOffset UpdatedAt)
{
    public static ProductResponse Of(ProductSnapshot product, int? stock) =>
        new(product.Id, product.Name, product.Description, product.Category, product.Price, stock, product.UpdatedAt);
}
