using Contracts;

namespace Ordering.Orders;

internal sealed class OrderLine
{
    /// <summary>Counted from 1, in the order in which the customer gave them.</summary>
    public required int Position { get; init; }

    public required Guid ProductId { get; init; }

    public required string Name { get; init; }

    public required int Quantity { get; init; }

    public required Money UnitPrice { get; init; }

    public static OrderLine Of(int position, OrderLineRequest line, Dictionary<Guid, ProductPrice> prices)
    {
        var product = prices[line.ProductId!.Value];
        return new OrderLine
        {
            Position = position,
            ProductId = product.ProductId,
            Name = product.Name,
            Quantity = line.Quantity!.Value,
            UnitPrice = product.Price,
        };
    }
}
