using System.Diagnostics;
using Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Inventory.Data;

/// <summary>Stock for the seed products, put in once.</summary>
internal static class SeedStock
{
    /// <summary>
    /// Seeds unless it has been done. The marker row and the stock go in with one transaction: a second replica waits on the marker's key
    /// until the first commits, and if the first dies, its marker goes with it and the second does the work.
    /// </summary>
    public static async Task SeedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        using var unrecorded = new Activity("seed").Start(); // Belongs to no request, so to no trace.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var marker = new NpgsqlCommand(
            "INSERT INTO seed_runs (name, at) VALUES ('stock', now()) ON CONFLICT DO NOTHING", connection, transaction);
        if (await marker.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            await CopyAsync(connection, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>From 20 to 500 pieces of seed product <paramref name="n"/>.</summary>
    public static int Available(int n) => 20 + (int)(SeedProducts.Mix((ulong)n ^ 0x5_70C4) % 481);

    private static async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY stock (product_id, available) FROM STDIN (FORMAT binary)", cancellationToken);
        for (var n = 0; n < SeedProducts.Count; n++)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(SeedProducts.Id(n), NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(Available(n), NpgsqlDbType.Integer, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
