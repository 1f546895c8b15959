using Catalog.Http;
using Catalog.Stock;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Products;

/// <summary>Reads. The changes are in <see cref="ProductChanges"/>.</summary>
internal static class ProductApi
{
    /// <summary>
    /// A list may be a few seconds old in a browser. The edge, which hears of changes (<see cref="EdgePurges"/>), may keep it longer; when it
    /// can't hear, 40 s is how old it gets.
    /// </summary>
    private const string ListCaching = "public, max-age=5, s-maxage=30, stale-while-revalidate=10, stale-if-error=300";

    /// <summary>
    /// A browser may keep the page of a product but must ask each time. The edge answers that for 10 s at most: nobody purges when stock is
    /// sold, and that is how old the number on the page may be.
    /// </summary>
    private const string ProductCaching = "public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=60";

    /// <summary>Without its stock a page is a makeshift: the next reader may get the whole.</summary>
    private const string MakeshiftCaching = "no-cache";

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
        EdgePurges.MarkList(context.Response);
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

        EdgePurges.MarkProduct(context.Response, id);
        return context.NotModified(ProductTag.For(product.Version, pieces), pieces is null ? MakeshiftCaching : ProductCaching)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ProductResponse.Of(product, pieces));
    }
}
