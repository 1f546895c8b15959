using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ServiceDefaults;

/// <summary>The database that a service owns.</summary>
public static class PostgresExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TContext"/> (pooled) over one <see cref="NpgsqlDataSource"/> for the connection string
    /// <paramref name="name"/>, with a health check.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static IHostApplicationBuilder AddPostgres<TContext>(this IHostApplicationBuilder builder, string name)
        where TContext : DbContext
    {
        var connectionString = builder.Configuration.GetConnectionString(name) ?? throw new InvalidOperationException(
            $"No connection string '{name}': set ConnectionStrings__{name}, or start the service from AppHost, which does.");
        builder.Services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());
        builder.Services.AddDbContextPool<TContext>((services, options) =>
            options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
        return builder;
    }

    /// <summary>
    /// Brings the database of <typeparamref name="TContext"/> to the newest migration. Safe with several replicas starting at once: EF's
    /// lock lets one of them work while the others wait.
    /// </summary>
    public static async Task MigrateAsync<TContext>(this IHost app, CancellationToken cancellationToken = default)
        where TContext : DbContext
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TContext>().Database.MigrateAsync(cancellationToken);
    }
}
