using Grpc.Core;
using Ordering.Orders;
using Shop.Inventory.V1;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

namespace Ordering.Dependencies;

/// <summary>Takes and gives back stock in Inventory. Both are idempotent by the order's id, so both may be sent again when in doubt.</summary>
internal sealed class StockReservations(InventoryClient inventory, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Reserves every line or none; returns the lines there is too little stock for, none when all are reserved.</summary>
    /// <exception cref="DependencyException">Inventory is away, late or failing. The stock may or may not be reserved.</exception>
    public async Task<IReadOnlyList<StockShortage>> ReserveAsync(
        Guid orderId, IReadOnlyList<OrderLineRequest> lines, CancellationToken cancellationToken)
    {
        var request = new ReserveRequest { ReservationId = orderId.ToString() };
        request.Lines.AddRange(lines.Select(line => new ReservationLine
        {
            ProductId = line.ProductId.ToString(),
            Quantity = line.Quantity.GetValueOrDefault(),
        }));
        try
        {
            await inventory.ReserveAsync(request, deadline: Deadline(), cancellationToken: cancellationToken);
            return [];
        }
        catch (RpcException fault) when (StockShortage.Of(fault, lines) is { Count: > 0 } shortages)
        {
            return shortages;
        }
        catch (RpcException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away(fault);
        }
    }

    /// <summary>Gives an order's stock back, if it holds any.</summary>
    /// <exception cref="DependencyException">Inventory is away, late or failing.</exception>
    public async Task ReleaseAsync(Guid orderId, CancellationToken cancellationToken)
    {
        try
        {
            await inventory.ReleaseAsync(
                new ReleaseRequest { ReservationId = orderId.ToString() }, deadline: Deadline(), cancellationToken: cancellationToken);
        }
        catch (RpcException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away(fault);
        }
    }

    private DateTime Deadline() => time.GetUtcNow().UtcDateTime + Patience;

    private static DependencyException Away(RpcException fault) =>
        new("The inventory", fault.StatusCode is StatusCode.DeadlineExceeded or StatusCode.Cancelled, fault);
}
