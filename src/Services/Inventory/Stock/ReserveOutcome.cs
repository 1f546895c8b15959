using Shop.Inventory.V1;

namespace Inventory.Stock;

/// <summary>What came of a reservation.</summary>
internal abstract record ReserveOutcome
{
    private ReserveOutcome()
    {
    }

    public sealed record Reserved : ReserveOutcome;

    public sealed record AlreadyReserved : ReserveOutcome;

    /// <summary>Given back before; the id is spent.</summary>
    public sealed record AlreadyReleased : ReserveOutcome;

    /// <summary>The id belongs to a reservation of other lines.</summary>
    public sealed record OtherLines : ReserveOutcome;

    public sealed record UnknownProducts(IReadOnlyList<Guid> ProductIds) : ReserveOutcome;

    public sealed record TooLittle(IReadOnlyList<Shortage> Shortages) : ReserveOutcome;
}
