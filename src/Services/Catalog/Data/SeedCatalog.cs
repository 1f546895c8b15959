using System.Diagnostics;
using Catalog.Data.Seed;
using Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Data;

/// <summary>The shop's first 10,000 products, put in once.</summary>
internal static class SeedCatalog
{
    /// <summary>
    /// Seeds unless it has been done. The marker row and the products go in with one transaction: another replica waits on the marker's key
    /// until this one commits, and if this one dies, its marker goes with it and the other does the work.
    /// </summary>
    public static async Task SeedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        using var unrecorded = new Activity("seed").Start(); // Belongs to no request, so to no trace.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var marker = new NpgsqlCommand(
            "INSERT INTO seed_runs (name, at) VALUES ('products', now()) ON CONFLICT DO NOTHING", connection, transaction);
        if (await marker.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            await CopyAsync(connection, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY products (id, name, description, category, price, currency, updated_at) FROM STDIN (FORMAT binary)", cancellationToken);
        for (var n = 0; n < SeedProducts.Count; n++)
        {
            var product = SeedNames.Compose(n);
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(product.Id, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(product.Name, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(product.Description, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(product.Category, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(product.Price.Amount, NpgsqlDbType.Numeric, cancellationToken);
            await copy.WriteAsync(product.Price.Currency, NpgsqlDbType.Char, cancellationToken);
            await copy.WriteAsync(product.UpdatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
