using System.Net;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Gateway.Routing;

/// <summary>
/// Turns a destination that names a service (<c>http://catalog</c>) into one destination a replica, so that YARP balances replicas and notices
/// which of them fails. Resolved again when discovery says that the replicas have changed.
/// </summary>
internal sealed class ReplicaResolver(ServiceEndpointResolver discovery) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var replicas = new Dictionary<string, DestinationConfig>();
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var service = new Uri(destination.Address);
            var found = await discovery.GetEndpointsAsync(service.GetLeftPart(UriPartial.Authority), cancellationToken);
            changes.Add(found.ChangeToken);
            foreach (var endpoint in found.Endpoints)
            {
                var address = Address(service, endpoint.EndPoint);
                replicas[$"{name}[{address.Authority}]"] = destination with { Address = address.AbsoluteUri };
            }
        }

        return new ResolvedDestinationCollection(replicas, new CompositeChangeToken(changes));
    }

    /// <summary>The replica's own address under the service's scheme and path.</summary>
    private static Uri Address(Uri service, EndPoint endpoint)
    {
        var authority = endpoint switch
        {
            UriEndPoint { Uri: var uri } => uri,
            DnsEndPoint dns => new UriBuilder(service.Scheme, dns.Host, dns.Port).Uri,
            IPEndPoint ip => new UriBuilder(service.Scheme, ip.Address.ToString(), ip.Port).Uri,
            _ => throw new NotSupportedException($"A replica can't be reached by a {endpoint.GetType().Name}."),
        };
        return new Uri(authority, service.PathAndQuery);
    }
}
