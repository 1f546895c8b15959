using Grpc.Core;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

namespace Catalog.Stock;

/// <summary>Asks Inventory how much there is. A shop window without the number is poorer; a window that does not open is closed.</summary>
internal sealed partial class StockLookup(InventoryClient inventory, TimeProvider time, ILogger<StockLookup> logger)
{
    /// <summary>Longer than Inventory needs, shorter than a person waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The pieces available; null when Inventory does not say in time.</summary>
    public async Task<int?> AvailableAsync(Guid productId, CancellationToken cancellationToken)
    {
        try
        {
            var stock = await inventory.GetStockAsync(
                new() { ProductIds = { productId.ToString() } },
                deadline: time.GetUtcNow().UtcDateTime + Patience,
                cancellationToken: cancellationToken);

            // Inventory knows only what has been delivered once: of a new product there is none.
            return stock.Levels is [var level] ? level.Available : 0;
        }
        catch (RpcException fault) when (!cancellationToken.IsCancellationRequested)
        {
            StockUnknown(logger, productId, fault.StatusCode, fault.Status.Detail);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Product {ProductId} is served without its stock: {StatusCode} {Detail}")]
    private static partial void StockUnknown(ILogger logger, Guid productId, StatusCode statusCode, string detail);
}
