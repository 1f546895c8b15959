using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Tests;

/// <summary>A gateway before one origin, which is its catalog and, for routes that a test configures itself, the cluster <c>test</c>.</summary>
internal sealed class HostedEdge : IAsyncDisposable
{
    private readonly Backend _origin;

    private HostedEdge(Backend origin, GatewayProcess gateway) => (_origin, Gateway) = (origin, gateway);

    public GatewayProcess Gateway { get; }

    public static async Task<HostedEdge> StartAsync(
        Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1, params (string Name, string Value)[] settings)
    {
        var origin = await Backend.StartAsync(map, protocols);
        return new HostedEdge(origin, await GatewayProcess.StartAsync(
            [
                ("services__catalog__http__0", origin.Address),
                ("ReverseProxy__Clusters__test__Destinations__origin__Address", origin.Address),
                .. settings,
            ]));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _origin.DisposeAsync();
    }
}
