using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

/// <summary>A gateway that believes one issuer, in front of orders (which need scopes) and products (whose reads don't).</summary>
internal sealed class GuardedGateway : IAsyncDisposable
{
    private readonly Backend _backend;
    private readonly GatewayProcess _gateway;

    private GuardedGateway(TestIssuer issuer, Backend backend, GatewayProcess gateway) =>
        (Issuer, _backend, _gateway) = (issuer, backend, gateway);

    public TestIssuer Issuer { get; }

    public static async Task<GuardedGateway> StartAsync(params (string Name, string Value)[] settings)
    {
        var issuer = await TestIssuer.StartAsync();
        var backend = await Backend.StartAsync(app => app.MapFallback((HttpRequest request) => $"asked with {request.Headers.Authorization}"));
        var gateway = await GatewayProcess.StartAsync(
            [("services__ordering__http__0", backend.Address), ("services__catalog__http__0", backend.Address), .. issuer.Settings, .. settings]);
        return new GuardedGateway(issuer, backend, gateway);
    }

    /// <summary>A read of orders, which needs scope <c>orders:read</c>, unless another path is given.</summary>
    public async Task<HttpResponseMessage> GetAsync(string? token, string path = "/api/orders")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await _gateway.Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
