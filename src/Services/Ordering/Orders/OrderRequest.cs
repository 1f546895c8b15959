namespace Ordering.Orders;

/// <summary>An order as a client sends it.</summary>
internal sealed record OrderRequest(IReadOnlyList<OrderLineRequest?>? Lines);
