using Gateway.Cache.Contents;
using Gateway.Cache.Fetching;
using Gateway.Cache.Purging;
using Gateway.Cache.Serving;
using Gateway.Cache.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Cache;

/// <summary>The stage that answers without the origin, on routes whose metadata says <c>"Cache": "true"</c>.</summary>
internal static class EdgeCacheExtensions
{
    public static void AddEdgeCache(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<EdgeCacheOptions>().BindConfiguration(EdgeCacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EdgeStore>();
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<ResponseFiler>();
        services.AddSingleton<FetchServices>();
        services.AddSingleton<InFlight>();
        services.AddSingleton<OriginFetches>();
        services.AddSingleton<OriginPass>();
        services.AddSingleton<PurgeChannel>();
        services.AddSingleton<CachePurger>();
        services.AddSingleton<CacheContents>();
        services.AddHostedService<PurgeListener>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITransformProvider, OriginHeaders>());
    }

    public static void UseEdgeCache(this WebApplication app) => app.UseMiddleware<EdgeCacheMiddleware>();
}
