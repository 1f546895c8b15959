using Inventory.Data;
using Inventory.Stock;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ServiceDefaults.Tests.Postgres;

namespace Inventory.Tests;

/// <summary>A database of the inventory, with the stock that a test needs.</summary>
internal sealed class StockDatabase : IAsyncDisposable
{
    private StockDatabase(NpgsqlDataSource source) => (Source, Reservations) = (source, new Reservations(source));

    public NpgsqlDataSource Source { get; }

    public Reservations Reservations { get; }

    public static async Task<StockDatabase> CreateAsync(PostgresServer postgres, string name)
    {
        var source = NpgsqlDataSource.Create($"{postgres.ConnectionString(name)};Maximum Pool Size=30");
        await using var context = new InventoryContext(new DbContextOptionsBuilder<InventoryContext>().UseNpgsql(source).Options);
        await context.Database.MigrateAsync();
        return new StockDatabase(source);
    }

    /// <summary>A new product with <paramref name="available"/> pieces.</summary>
    public async Task<Guid> StockAsync(int available)
    {
        var product = Guid.CreateVersion7();
        await RunAsync("INSERT INTO stock (product_id, available) VALUES ($1, $2)", product, available);
        return product;
    }

    public async Task<int> AvailableAsync(Guid product) =>
        (await StockLevels.ReadAsync(Source, [product], CancellationToken.None))[product];

    public Task<ReserveOutcome> ReserveAsync(Guid id, params (Guid Product, int Quantity)[] lines) => Reservations.ReserveAsync(
        id, ReservationLines.Sorted(lines.ToDictionary(line => line.Product, line => line.Quantity)), CancellationToken.None);

    public Task<bool> ReleaseAsync(Guid id) => Reservations.ReleaseAsync(id, CancellationToken.None);

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
