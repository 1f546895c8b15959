using Google.Rpc;
using Grpc.Core;
using Ordering.Orders;
using Shop.Inventory.V1;

namespace Ordering.Dependencies;

/// <summary>A line there is too little stock for.</summary>
internal sealed record StockShortage(Guid ProductId, int Requested, int Available)
{
    /// <summary>
    /// What Inventory's refusal says of the lines; none when it is not about stock. A product that Inventory has no record of was never
    /// delivered: there is none of it.
    /// </summary>
    public static IReadOnlyList<StockShortage> Of(RpcException refusal, IReadOnlyList<OrderLineRequest> lines)
    {
        var status = refusal.GetRpcStatus();
        if (status?.GetDetail<Shortages>() is { } details)
        {
            return [.. details.Shortages_.Select(line => new StockShortage(Guid.Parse(line.ProductId), line.Requested, line.Available))];
        }

        if (refusal.StatusCode != StatusCode.NotFound || status is null)
        {
            return [];
        }

        var unknown = status.UnpackDetailMessages().OfType<ResourceInfo>().Select(info => info.ResourceName).ToHashSet();
        return
        [
            .. lines
                .Where(line => unknown.Contains(line.ProductId.ToString()!))
                .Select(line => new StockShortage(line.ProductId.GetValueOrDefault(), line.Quantity.GetValueOrDefault(), 0)),
        ];
    }
}
