using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Ports;
using AspireLocal.Proxy;

namespace AspireLocal.Engine;

/// <summary>Gives every endpoint its address, before anything starts, and puts a proxy before those whose processes listen elsewhere.</summary>
internal sealed class EndpointAllocation(PortLeases leases, bool randomPorts) : IAsyncDisposable
{
    private readonly List<ReplicaProxy> _proxies = [];

    /// <exception cref="DistributedApplicationException">A port that the AppHost asks for is in use.</exception>
    public void Allocate(IResourceWithEndpoints resource, IReadOnlyList<ResourceRunner> instances)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = PublicPort(resource, endpoint);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, port);
            if (NeedsProxy(resource, endpoint, instances.Count))
            {
                AllocateBehindProxy(resource, endpoint, port, instances);
            }
            else
            {
                instances[0].Ports[endpoint.Name] = port;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    private int PublicPort(IResource resource, EndpointAnnotation endpoint)
    {
        var wanted = randomPorts && endpoint.IsProxied ? null : endpoint.Port;
        if (wanted is null && !endpoint.IsProxied)
        {
            wanted = endpoint.TargetPort;
        }

        if (wanted is not { } port)
        {
            return leases.Lease();
        }

        leases.Claim(port, $"endpoint '{endpoint.Name}' of resource '{resource.Name}'");
        return port;
    }

    // Postgres, Redis and containers are told their port; a target port there is the one inside the container.
    private static bool NeedsProxy(IResource resource, EndpointAnnotation endpoint, int instances) =>
        instances > 1
        || (resource is not ContainerResource && endpoint.IsProxied && endpoint.TargetPort is { } target && target != endpoint.AllocatedEndpoint!.Port);

    private void AllocateBehindProxy(IResource resource, EndpointAnnotation endpoint, int port, IReadOnlyList<ResourceRunner> instances)
    {
        if (endpoint.Protocol is not System.Net.Sockets.ProtocolType.Tcp)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' is {endpoint.Protocol}; only TCP endpoints can stand before replicas or another target port.");
        }

        var upstreams = new List<int>();
        foreach (var instance in instances)
        {
            var target = endpoint.TargetPort is { } fixedPort && instances.Count == 1 ? fixedPort : leases.Lease();
            instance.Ports[endpoint.Name] = target;
            upstreams.Add(target);
        }

        _proxies.Add(ReplicaProxy.Start(port, upstreams));
    }
}
