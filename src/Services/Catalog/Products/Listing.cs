using System.ComponentModel;
using Contracts;

namespace Catalog.Products;

/// <summary>A page of products and the tag of its content.</summary>
[ImmutableObject(true)] // Tells HybridCache that callers may share one instance.
internal sealed record Listing(Page<ProductSummary> Page, string ETag);
