using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Http;

namespace Catalog.Products;

/// <summary>A merge patch on a product: what the patch does not name stays.</summary>
internal static class ProductPatch
{
    public static ProductRequest Apply(Product product, JsonNode patch, Dictionary<string, string[]> errors)
    {
        var current = ProductRequest.Of(product);
        try
        {
            var target = JsonSerializer.SerializeToNode(current, CatalogJson.Default.ProductRequest);
            var merged = MergePatch.Apply(target, patch);
            return merged.Deserialize(CatalogJson.Default.ProductRequest) ?? throw new JsonException("The patch removes the product itself.");
        }
        catch (JsonException fault)
        {
            errors[fault.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "patch"] = ["Is not a field of a product, or not of the type it has there."];
            return current;
        }
    }
}
