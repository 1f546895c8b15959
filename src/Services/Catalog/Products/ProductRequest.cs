using Contracts;

namespace Catalog.Products;

/// <summary>A product as a client writes it. Anything may be missing: <see cref="ProductRules"/> says what must not be.</summary>
internal sealed record ProductRequest(string? Name, string? Description, string? Category, Money? Price)
{
    public static ProductRequest Of(Product product) => new(product.Name, product.Description, product.Category, product.Price);
}
