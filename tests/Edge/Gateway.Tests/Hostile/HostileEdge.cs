using Microsoft.AspNetCore.Builder;

namespace Gateway.Tests.Hostile;

/// <summary>A gateway before a service that says "ok", to be attacked.</summary>
internal sealed class HostileEdge : IAsyncDisposable
{
    private readonly Backend _backend;

    private HostileEdge(Backend backend, GatewayProcess gateway) => (_backend, Gateway) = (backend, gateway);

    public GatewayProcess Gateway { get; }

    public static async Task<HostileEdge> StartAsync(Action<WebApplication> map, params (string Name, string Value)[] settings)
    {
        var backend = await Backend.StartAsync(app =>
        {
            app.MapGet("/api/products", () => "ok");
            app.MapPost("/api/products", async (Microsoft.AspNetCore.Http.HttpRequest request) => await request.Body.CopyToAsync(Stream.Null));
            map(app);
        });
        return new HostileEdge(backend, await GatewayProcess.StartAsync([("services__catalog__http__0", backend.Address), OpenRoutes.ProductWrites, .. settings]));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _backend.DisposeAsync();
    }
}
