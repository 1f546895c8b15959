using Contracts;

namespace Catalog.Products;

/// <summary>A product in a list.</summary>
internal sealed record ProductSummary(Guid Id, string Name, string Category, Money Price);
