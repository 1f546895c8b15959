using Contracts;

namespace Ordering.Orders;

/// <summary>An order as it was placed. Names and prices are copies: what the customer was promised does not change with the catalog.</summary>
internal sealed class Order
{
    public required Guid Id { get; init; }

    /// <summary>Who placed it: the caller's id.</summary>
    public required string Customer { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public required Money Total { get; init; }

    public required List<OrderLine> Lines { get; init; }

    /// <summary>An order for <paramref name="lines"/>, at least one and all in one currency.</summary>
    public static Order Of(Guid id, string customer, IEnumerable<OrderLine> lines, DateTimeOffset now)
    {
        var list = lines.ToList();
        return new Order
        {
            Id = id,
            Customer = customer,
            PlacedAt = now,
            Total = new Money(list.Sum(line => line.UnitPrice.Amount * line.Quantity), list[0].UnitPrice.Currency),
            Lines = list,
        };
    }
}
