using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Gateway.Routing;

/// <summary>Which request goes to which service: routes and clusters are in appsettings.json, replicas come from service discovery.</summary>
internal static class RoutingExtensions
{
    private const string Section = "ReverseProxy";

    public static void AddRouting(this WebApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts();
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection(Section));
        builder.Services.AddSingleton<IDestinationResolver, ReplicaResolver>();
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(options =>
        {
            // A replica that refuses connections is left alone after three of them, not after ten.
            options.DetectionWindowSize = TimeSpan.FromSeconds(10);
            options.MinimalTotalCountThreshold = 3;
        });
    }

    public static void MapRoutes(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<ForwardingProblems>();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });
}
