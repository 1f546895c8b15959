using System.Diagnostics;

namespace AppHost.Tests.Systems;

/// <summary>Client <c>demo</c> at the edge. Its token is renewed at half its life, since a collection of tests may outlive one.</summary>
internal sealed class DemoClient : IDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Func<HttpClient> _connect;
    private readonly List<HttpClient> _clients = [];
    private long _renewedAt;

    private DemoClient(Func<HttpClient> connect) => _connect = connect;

    public string Token => Edge.DefaultRequestHeaders.Authorization!.Parameter!;

    public HttpClient Edge
    {
        get
        {
            lock (_lock)
            {
                if (Stopwatch.GetElapsedTime(_renewedAt) > RenewAfter)
                {
                    RenewAsync().GetAwaiter().GetResult();
                }

                return _clients[^1];
            }
        }
    }

    public static async Task<DemoClient> StartAsync(Func<HttpClient> connect)
    {
        var demo = new DemoClient(connect);
        await demo.RenewAsync();
        return demo;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    // A new client each time: another test may be in the middle of a request with the one before.
    private async Task RenewAsync()
    {
        var client = _connect();
        _clients.Add(client.With(await Tokens.OfClientAsync(client, "demo")));
        _renewedAt = Stopwatch.GetTimestamp();
    }
}
