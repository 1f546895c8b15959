using Contracts;

namespace Ordering.Orders;

/// <summary>An order as a client reads it.</summary>
internal sealed record OrderResponse(Guid Id, DateTimeOffset PlacedAt, Money Total, IReadOnlyList<OrderLineResponse> Lines)
{
    public static OrderResponse Of(Order order) => new(
        order.Id,
        order.PlacedAt,
        order.Total,
        [.. order.Lines.OrderBy(line => line.Position).Select(OrderLineResponse.Of)]);
}
