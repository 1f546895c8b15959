using Npgsql;

namespace Inventory.Stock;

/// <summary>Reads what is available.</summary>
internal static class StockLevels
{
    /// <summary>The available pieces of each product that has a stock record.</summary>
    public static async Task<Dictionary<Guid, int>> ReadAsync(
        NpgsqlDataSource database, Guid[] productIds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT product_id, available FROM stock WHERE product_id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = productIds });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var available = new Dictionary<Guid, int>(productIds.Length);
        while (await rows.ReadAsync(cancellationToken))
        {
            available.Add(rows.GetGuid(0), rows.GetInt32(1));
        }

        return available;
    }
}
