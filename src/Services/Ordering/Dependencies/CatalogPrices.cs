using Contracts;
using Polly.Timeout;

namespace Ordering.Dependencies;

/// <summary>Asks Catalog what the products of an order cost: one call for all of them.</summary>
internal sealed class CatalogPrices(HttpClient catalog)
{
    /// <summary>The prices by product id. A product that does not exist is missing.</summary>
    /// <exception cref="DependencyException">Catalog is away, late or failing.</exception>
    public async Task<Dictionary<Guid, ProductPrice>> GetAsync(IEnumerable<Guid> productIds, CancellationToken cancellationToken)
    {
        var query = string.Join('&', productIds.Select(id => $"id={id}"));
        try
        {
            var prices = await catalog.GetFromJsonAsync($"/internal/prices?{query}", OrderingJson.Default.ProductPriceArray, cancellationToken);
            return prices!.ToDictionary(price => price.ProductId);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DependencyException("The catalog", fault is TimeoutRejectedException or OperationCanceledException, fault);
        }
    }
}
