using Catalog.Products;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Prices;

/// <summary>For other services only: the gateway does not route <c>/internal</c>.</summary>
internal static class PriceApi
{
    public const int MaxIds = 100;

    public static IEndpointRouteBuilder MapPrices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/internal/prices", GetPrices);
        return endpoints;
    }

    /// <summary>
    /// The prices of many products in one call; a product that does not exist is left out. A price is the cache's: usually that of this
    /// moment, at worst as old as <see cref="ProductCache"/> lets an entry be. The order writes down the price it was promised.
    /// </summary>
    private static async Task<Results<Ok<ProductPrice[]>, ValidationProblem>> GetPrices(
        Guid[] id, ProductCache products)
    {
        if (id.Length is 0 or > MaxIds)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["id"] = [$"Must be given from 1 to {MaxIds} times."] },
                type: ProblemTypes.InvalidRequest);
        }

        var found = await Task.WhenAll(id.Distinct().Select(one => products.GetAsync(one).AsTask()));
        return TypedResults.Ok(found.OfType<ProductSnapshot>()
            .Select(product => new ProductPrice(product.Id, product.Name, product.Price))
            .ToArray());
    }
}
