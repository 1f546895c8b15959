using Contracts;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using ServiceDefaults;
using Shop.Inventory.V1;

namespace Inventory.Stock;

/// <summary>The gRPC face: reads the request, does the work, words the answer.</summary>
internal sealed class InventoryService(Reservations reservations, NpgsqlDataSource database) : Shop.Inventory.V1.Inventory.InventoryBase
{
    [RequireScope(Scopes.InventoryWrite)]
    public override async Task<ReserveResponse> Reserve(ReserveRequest request, ServerCallContext context)
    {
        var (id, lines) = StockRequests.Read(request);
        return await reservations.ReserveAsync(id, lines, context.CancellationToken) switch
        {
            ReserveOutcome.Reserved => new ReserveResponse(),
            ReserveOutcome.AlreadyReserved => new ReserveResponse { AlreadyReserved = true },
            ReserveOutcome.TooLittle(var shortages) => throw StockFaults.TooLittle(shortages),
            ReserveOutcome.UnknownProducts(var products) => throw StockFaults.Unknown(products),
            ReserveOutcome.AlreadyReleased =>
                throw StockFaults.Fault(Code.Aborted, $"Reservation {id} has been released; reserve under a new id."),
            ReserveOutcome.OtherLines =>
                throw StockFaults.Fault(Code.AlreadyExists, $"Reservation {id} exists with other lines."),
            var outcome => throw new InvalidOperationException($"No answer for {outcome}."),
        };
    }

    [RequireScope(Scopes.InventoryWrite)]
    public override async Task<ReleaseResponse> Release(ReleaseRequest request, ServerCallContext context) =>
        new() { Released = await reservations.ReleaseAsync(StockRequests.Read(request), context.CancellationToken) };

    /// <summary>Open to anyone: what there is stands on every product's page.</summary>
    public override async Task<GetStockResponse> GetStock(GetStockRequest request, ServerCallContext context)
    {
        var available = await StockLevels.ReadAsync(database, StockRequests.Read(request), context.CancellationToken);
        return new GetStockResponse
        {
            Levels = { available.Select(level => new StockLevel { ProductId = level.Key.ToString(), Available = level.Value }) },
        };
    }
}
