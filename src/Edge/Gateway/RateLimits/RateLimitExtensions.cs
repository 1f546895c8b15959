using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.RateLimits;

/// <summary>The rate limit stage. Call <see cref="AddRateLimits"/> after AddRedis: without it the limits are this process's own.</summary>
internal static class RateLimitExtensions
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RateLimitPolicies>();
        services.AddSingleton<IProxyConfigFilter, KnownRateLimits>();
        services.AddSingleton<CallerTable>();
        services.AddSingleton<SharedCircuit>();
        services.AddSingleton<LeaseRounds>();
        services.AddSingleton<RateLimitMetrics>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<LeaseReturns>();
        services.AddHostedService(provider => provider.GetRequiredService<LeaseReturns>());
        if (services.Any(service => service.ServiceType == typeof(IConnectionMultiplexer)))
        {
            services.AddSingleton<SharedBuckets>();
        }
    }

    public static void UseRateLimits(this WebApplication app) => app.UseMiddleware<RateLimitStage>();
}
