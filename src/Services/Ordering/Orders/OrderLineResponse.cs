using Contracts;

namespace Ordering.Orders;

internal sealed record OrderLineResponse(Guid ProductId, string Name, int Quantity, Money UnitPrice)
{
    public static OrderLineResponse Of(OrderLine line) => new(line.ProductId, line.Name, line.Quantity, line.UnitPrice);
}
