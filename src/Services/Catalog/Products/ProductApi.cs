using Catalog.Http;
using Catalog.Stock;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Products;

/// <summary>Reads. The changes are in <see cref="ProductChanges"/>.</summary>
internal static class ProductApi
{
    /// <summary>A list may be a few seconds old in any cache on the way.</summary>
    private const string ListCaching = "public, max-age=5";

    /// <summary>A cache may keep the page of a product but must ask each time: the stock on it is live, and asking costs one 304.</summary>
    private const string ProductCaching = "no-cache";

    public static RouteGroupBuilder MapProducts(this IEndpointRouteBuilder endpoints)
    {
        var products = endpoints.MapGroup("/api/products");
        products.MapGet("/", GetPage);
        products.MapGet("/{id:guid}", GetOne);
        products.MapProductChanges();
        return products;
    }

    private static async Task<Results<Ok<Page<ProductSummary>>, StatusCodeHttpResult, ValidationProblem>> GetPage(
        string? q, string? category, string? page, string? pageSize,
        HttpContext context, Listings listings, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var query = ProductQuery.Parse(q, category, page, pageSize, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors, type: ProblemTypes.InvalidRequest);
        }

        var listing = await listings.GetAsync(query, cancellationToken);
        context.Response.Headers.Link = query.Links(listing.Page.Total);
        return context.NotModified(listing.ETag, ListCaching)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(listing.Page);
    }

    private static async Task<Results<Ok<ProductResponse>, StatusCodeHttpResult, ProblemHttpResult>> GetOne(
        Guid id, HttpContext context, ProductCache products, StockLookup stock, CancellationToken cancellationToken)
    {
        // Both at once: the answer costs the slower of the two, not the sum.
        var available = stock.AvailableAsync(id, cancellationToken);
        var product = await products.GetAsync(id);
        var pieces = await available;
        if (product is null)
        {
            return ProductProblems.NotFound(id);
        }

        return context.NotModified(ProductTag.For(product.Version, pieces), ProductCaching)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ProductResponse.Of(product, pieces));
    }
}
