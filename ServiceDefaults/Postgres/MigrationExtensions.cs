using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry.Trace;

namespace ServiceDefaults;

/// <summary>The database's schema, brought up to date by whichever replica comes first.</summary>
public static class MigrationExtensions
{
    internal const string SourceName = "ServiceDefaults.Migrations";
    private static readonly ActivitySource Source = new(SourceName);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Brings the database of <typeparamref name="TContext"/> to its newest migration. Replicas may call it at the same time: EF's lock on the
    /// history table lets one work while the others wait (at most 2 minutes) and then find nothing to do. Costs one query when nothing is
    /// pending.
    /// </summary>
    /// <exception cref="NpgsqlException">The database can't be reached, or a migration failed.</exception>
    public static async Task MigrateAsync<TContext>(this IHost app, CancellationToken cancellationToken = default)
        where TContext : DbContext
    {
        // The host makes the tracer when it starts, which is after this.
        _ = app.Services.GetService<TracerProvider>();
        // What is done at start belongs to no request: one span of its own keeps it together.
        using var span = Source.StartActivity("migrate");
        await using var scope = app.Services.CreateAsyncScope();
        var applied = await AppliedAsync(scope.ServiceProvider.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        if (Known<TContext>().All(applied.Contains))
        {
            return;
        }

        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        database.SetCommandTimeout(Patience);
        await database.MigrateAsync(cancellationToken);
    }

    /// <summary>The migrations in the code, by their attributes: asking a context for them would load all of EF first.</summary>
    private static IEnumerable<string> Known<TContext>() => typeof(TContext).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TContext))
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>();

    /// <summary>
    /// Asks the history table itself. EF's own check loads EF, compares models and builds one for that table: a second of CPU and 20 MiB in
    /// each of many processes that start together, to find that there is nothing to do.
    /// </summary>
    private static async Task<HashSet<string>> AppliedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var applied = new HashSet<string>();
        try
        {
            await using var command = database.CreateCommand("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName)
        {
            // A new database, or none yet: everything is pending.
        }

        return applied;
    }
}
