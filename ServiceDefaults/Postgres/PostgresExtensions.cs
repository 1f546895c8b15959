using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ServiceDefaults;

/// <summary>Postgres, for what must be true: the database that a service owns.</summary>
public static class PostgresExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TContext"/> (pooled) over one <see cref="NpgsqlDataSource"/> for the connection string
    /// <paramref name="name"/>, with a health check. What changed nothing is retried: see <c>SafeRetryStrategy</c>.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="name">The connection string's name, which is also the health check's.</param>
    /// <param name="configure">More options for the context, for example a compiled model.</param>
    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    public static IHostApplicationBuilder AddPostgres<TContext>(
        this IHostApplicationBuilder builder, string name, Action<DbContextOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        var connectionString = builder.RequiredConnectionString(name);
        var application = builder.ServiceName();
        var services = builder.Services;
        services.AddOptions<PostgresOptions>().BindConfiguration(PostgresOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => Connect(connectionString, application, provider));
        services.AddDbContextPool<TContext>((provider, options) =>
        {
            options.UseNpgsql(
                provider.GetRequiredService<NpgsqlDataSource>(),
                npgsql => npgsql.ExecutionStrategy(dependencies => new SafeRetryStrategy(dependencies)));
            configure?.Invoke(options);
        });
        services.AddDependencyCheck<PostgresHealthCheck>(name, HealthStatus.Unhealthy);
        return builder;
    }

    private static NpgsqlDataSource Connect(string connectionString, string application, IServiceProvider provider)
    {
        var limits = provider.GetRequiredService<IOptions<PostgresOptions>>().Value;
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.ApplicationName = application;
        source.ConnectionStringBuilder.MaxPoolSize = limits.MaxPoolSize;
        // Kerberos is not used here, and asking for it loads its libraries and costs a round trip for each connection.
        source.ConnectionStringBuilder.GssEncryptionMode = GssEncryptionMode.Disable;
        source.ConnectionStringBuilder.Timeout = limits.ConnectTimeout;
        source.ConnectionStringBuilder.CommandTimeout = limits.CommandTimeout;
        source.UseLoggerFactory(provider.GetService<ILoggerFactory>());
        source.ConfigureTracing(tracing => tracing
            .ConfigureCommandSpanNameProvider(command => SqlVerb.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(_ => "BATCH"));
        return source.Build();
    }
}
