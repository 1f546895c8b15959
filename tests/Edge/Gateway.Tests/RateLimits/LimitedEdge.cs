using Microsoft.AspNetCore.Builder;

namespace Gateway.Tests.RateLimits;

/// <summary>One origin behind some gateways, with a limit of its own on one path. Tokens come back once an hour: a test's arithmetic has no clock in it.</summary>
internal sealed class LimitedEdge : IAsyncDisposable
{
    public const string Path = "/limited";

    private readonly Backend _origin;
    private readonly List<GatewayProcess> _gateways = [];
    private readonly List<HttpClient> _clients = [];

    private LimitedEdge(Backend origin) => _origin = origin;

    /// <summary>How many lines of each gateway's log hold <paramref name="words"/>.</summary>
    public IReadOnlyList<int> Logged(string words) =>
        [.. _gateways.Select(gateway => gateway.Output.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal)))];

    /// <summary>A client a gateway.</summary>
    public IReadOnlyList<HttpClient> Clients => _clients;

    public static async Task<LimitedEdge> StartAsync(int gateways, int burst, RedisProtocolServer? redis, params (string Name, string Value)[] more)
    {
        var edge = new LimitedEdge(await Backend.StartAsync(app => app.MapGet(Path, () => "ok")));
        var settings = Settings(edge._origin.Address, burst)
            .Concat(redis is null ? [] : [("ConnectionStrings__cache", redis.ConnectionString)])
            .Concat(more)
            .ToArray();
        for (var i = 0; i < gateways; i++)
        {
            var gateway = await GatewayProcess.StartAsync(settings);
            edge._gateways.Add(gateway);
            // By number: "localhost" is two addresses, and so two callers.
            edge._clients.Add(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{gateway.Cleartext.Port}") });
        }

        return edge;
    }

    /// <summary>So many requests to each gateway, all gateways at once.</summary>
    public async Task<Answers> AskAsync(int each, int concurrency = 4)
    {
        var answers = new Answers();
        await Task.WhenAll(_clients.Select(client => Parallel.ForAsync(
            0, each, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (_, _) => await answers.AskAsync(client, Path))));
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        await _origin.DisposeAsync();
    }

    private static (string, string)[] Settings(string origin, int burst) =>
    [
        ("ReverseProxy__Routes__limited__ClusterId", "limited"),
        ("ReverseProxy__Routes__limited__Match__Path", Path),
        ("ReverseProxy__Routes__limited__Metadata__RateLimit", "few"),
        ("ReverseProxy__Clusters__limited__Destinations__origin__Address", origin),
        ("RateLimits__Policies__few__Rate", "1"),
        ("RateLimits__Policies__few__Period", "01:00:00"),
        ("RateLimits__Policies__few__Burst", $"{burst}"),
        ("RateLimits__Policies__few__By", "Address"),
        // A busy machine may stop us for longer than the 50 ms that a request waits by default, and it is not Redis's fault.
        ("RateLimits__RedisTimeout", "00:00:00.5"),
    ];
}
