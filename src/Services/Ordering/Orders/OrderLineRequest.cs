namespace Ordering.Orders;

internal sealed record OrderLineRequest(Guid? ProductId, int? Quantity);
