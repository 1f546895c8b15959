using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ServiceDefaults;

/// <summary>Redis: what may be lost.</summary>
public static class RedisExtensions
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> and an <c>IDistributedCache</c> on it for the connection string
    /// <paramref name="name"/>, with a health check that says Degraded, not Unhealthy, when Redis is gone.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder, string name)
    {
        var connectionString = builder.Configuration.GetConnectionString(name) ?? throw new InvalidOperationException(
            $"No connection string '{name}': set ConnectionStrings__{name}, or start the service from AppHost, which does.");
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        builder.Services.AddStackExchangeRedisCache(_ => { });
        builder.Services.AddOptions<Microsoft.Extensions.Caching.StackExchangeRedis.RedisCacheOptions>()
            .Configure<IConnectionMultiplexer>((cache, redis) => cache.ConnectionMultiplexerFactory = () => Task.FromResult(redis));
        return builder;
    }
}
