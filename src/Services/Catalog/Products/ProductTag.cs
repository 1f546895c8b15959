using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Catalog.Products;

/// <summary>
/// The entity tag of a product's representation: <c>"version.stock"</c>. A page that shows stock is out of date when either part has moved,
/// but a writer changes only the product, so If-Match compares the first part: a sale elsewhere is no edit conflict.
/// </summary>
internal static class ProductTag
{
    public static string For(uint version, int? stock) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version:x}.{(stock is { } pieces ? pieces : "-")}\"");

    /// <summary>Whether If-Match names <paramref name="version"/>. Weak tags never do: RFC 9110, section 13.1.1.</summary>
    public static bool Matches(IEnumerable<EntityTagHeaderValue> ifMatch, uint version) =>
        ifMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && Version(tag) == version));

    private static uint? Version(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        var end = text.IndexOf('.');
        var digits = end < 0 ? text : text[..end];
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
