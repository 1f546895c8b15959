namespace Inventory.Stock;

/// <summary>How many of a product can still be promised.</summary>
internal sealed class StockItem
{
    public Guid ProductId { get; init; }

    public int Available { get; set; }
}
