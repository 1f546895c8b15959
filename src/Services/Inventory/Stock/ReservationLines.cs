namespace Inventory.Stock;

/// <summary>
/// The lines of one reservation, by ascending product id. Every transaction touches stock rows in this order: two that want the same rows
/// queue behind each other and never deadlock.
/// </summary>
internal sealed record ReservationLines(Guid[] ProductIds, int[] Quantities)
{
    public int Count => ProductIds.Length;

    public static ReservationLines Sorted(IReadOnlyDictionary<Guid, int> lines)
    {
        Guid[] ids = [.. lines.Keys.Order()];
        return new ReservationLines(ids, [.. ids.Select(id => lines[id])]);
    }

    public bool SameAs(ReservationLines other) =>
        ProductIds.AsSpan().SequenceEqual(other.ProductIds) && Quantities.AsSpan().SequenceEqual(other.Quantities);
}
