using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ServiceDefaults;

/// <summary>Redis, for what may be lost: caches, counters, presence, fan-out.</summary>
public static class RedisExtensions
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> and an <c>IDistributedCache</c> on it for the connection string
    /// <paramref name="name"/>. A service starts and serves without Redis: commands fail at once while it is gone, and the health check says
    /// Degraded, not Unhealthy.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    public static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder, string name)
    {
        var connectionString = builder.RequiredConnectionString(name);
        var client = builder.ServiceName();
        var services = builder.Services;
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RedisSpans>();
        services.AddSingleton(provider => new RedisConnection(
            Configure(connectionString, client, provider.GetRequiredService<IOptions<RedisOptions>>().Value),
            provider.GetRequiredService<RedisSpans>()));
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddSingleton(provider => provider.GetRequiredService<RedisConnection>().ConnectAsync().GetAwaiter().GetResult());
        services.AddStackExchangeRedisCache(_ => { });
        services.AddOptions<RedisCacheOptions>().Configure<RedisConnection>((cache, redis) =>
            cache.ConnectionMultiplexerFactory = redis.ConnectAsync);
        services.AddDependencyCheck<RedisHealthCheck>(name, HealthStatus.Degraded);
        return builder;
    }

    private static ConfigurationOptions Configure(string connectionString, string client, RedisOptions limits)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.ClientName = client;
        options.AbortOnConnectFail = false;
        // A command for a server that is gone fails now; the default would hold it until its timeout.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectRetry = 1;
        options.ConnectTimeout = limits.ConnectTimeout;
        options.AsyncTimeout = limits.CommandTimeout;
        options.SyncTimeout = limits.CommandTimeout;
        // Timeouts are enforced by the heartbeat: a slower one makes them longer than they say.
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.ReconnectRetryPolicy = new LinearRetry(limits.ConnectTimeout);
        return options;
    }
}
