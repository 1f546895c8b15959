using Gateway.Pipeline;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.RateLimits;

/// <summary>Refuses a route that names a policy which there is not: at start, and when routes are read again. Unnoticed, it would have no limit.</summary>
internal sealed class KnownRateLimits(RateLimitPolicies policies) : IProxyConfigFilter
{
    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) => new(cluster);

    /// <exception cref="InvalidOperationException">The route names a policy that is not configured.</exception>
    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel)
    {
        if (RouteStages.Of(route).RateLimit is { } name && policies.Find(name) is null)
        {
            throw new InvalidOperationException(
                $"Route '{route.RouteId}' has RateLimit '{name}' in its metadata, and there is no such policy. " +
                $"Add it to {RateLimitOptions.Section}:{nameof(RateLimitOptions.Policies)}, or name one of: {string.Join(", ", policies.All.Select(policy => policy.Name))}.");
        }

        return new(route);
    }
}
