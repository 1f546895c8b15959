namespace Inventory.Stock;

/// <summary>
/// Stock taken out for one order. Written once and read whole, so its lines are two arrays in the row: products in ascending order, and the
/// quantity of each.
/// </summary>
internal sealed class Reservation
{
    public Guid Id { get; init; }

    public Guid[] ProductIds { get; init; } = [];

    public int[] Quantities { get; init; } = [];

    public DateTimeOffset ReservedAt { get; init; }

    /// <summary>When the stock went back. Set from the start, with no lines, when the release came before the reservation.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }
}
