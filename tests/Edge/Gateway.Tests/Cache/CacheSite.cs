using System.Net;

namespace Gateway.Tests.Cache;

/// <summary>A gateway that caches everything of one origin. It knows no service of ours and has no Redis.</summary>
public sealed class CacheSite : IAsyncLifetime
{
    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
    };

    private GatewayProcess _gateway = null!;

    internal ScriptedOrigin Origin { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Origin = await ScriptedOrigin.StartAsync();
        _gateway = await GatewayProcess.StartAsync(Settings(Origin));
        Client = new HttpClient(_handler) { BaseAddress = _gateway.Cleartext };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _gateway.DisposeAsync();
        await Origin.DisposeAsync();
    }

    /// <summary>A route for everything, and more settings.</summary>
    internal static (string Name, string Value)[] Settings(ScriptedOrigin origin, params (string Name, string Value)[] more) =>
    [
        ("ReverseProxy__Routes__all__ClusterId", "origin"),
        ("ReverseProxy__Routes__all__Match__Path", "/{**all}"),
        ("ReverseProxy__Routes__all__Metadata__Cache", "true"),
        ("ReverseProxy__Clusters__origin__Destinations__origin__Address", origin.Address),
        .. more,
    ];

    /// <summary>Asks for a URL.</summary>
    internal async Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        await SendAsync(HttpMethod.Get, path, headers);

    internal Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        Answer.OfAsync(Client, method, path, headers);
}
