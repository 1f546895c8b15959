using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Ordering.Data;
using Ordering.Idempotency;
using ServiceDefaults.Tests.Postgres;

namespace Ordering.Tests;

/// <summary>A database of ordering.</summary>
internal sealed class OrderDatabase : IAsyncDisposable
{
    private OrderDatabase(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    public Claims Claims => new(Source, Options.Create(new IdempotencyOptions()), TimeProvider.System);

    public static async Task<OrderDatabase> CreateAsync(PostgresServer postgres, string name)
    {
        var database = new OrderDatabase(NpgsqlDataSource.Create($"{postgres.ConnectionString(name)};Maximum Pool Size=30"));
        await using var context = database.Context();
        await context.Database.MigrateAsync();
        return database;
    }

    public OrderingContext Context() => new(new DbContextOptionsBuilder<OrderingContext>().UseNpgsql(Source).Options);

    /// <summary>Moves the ends of all leases into the past, as <paramref name="ago"/> would.</summary>
    public async Task LetPassAsync(TimeSpan ago)
    {
        await using var command = Source.CreateCommand("UPDATE idempotency SET lease_until = lease_until - $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ago });
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
