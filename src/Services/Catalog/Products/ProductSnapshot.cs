using Contracts;

namespace Catalog.Products;

/// <summary>A product as it was at one version: what the cache holds.</summary>
internal sealed record ProductSnapshot(
    Guid Id, string Name, string Description, string Category, Money Price, DateTimeOffset UpdatedAt, uint Version)
{
    public static ProductSnapshot Of(Product product) => new(
        product.Id, product.Name, product.Description, product.Category, product.Price, product.UpdatedAt, product.Version);
}
