using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Catalog.Products;
using Contracts;

namespace Catalog;

/// <summary>JSON without reflection: faster to start. A field we don't know is refused, because a misspelt one would be ignored.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(Listing))]
[JsonSerializable(typeof(Page<ProductSummary>))]
[JsonSerializable(typeof(ProductPrice[]))]
[JsonSerializable(typeof(ProductRequest))]
[JsonSerializable(typeof(ProductResponse))]
[JsonSerializable(typeof(ProductSnapshot))]
internal sealed partial class CatalogJson : JsonSerializerContext;
