namespace Bench.Http;

/// <summary>What a hit in the edge cache costs, all other stages on.</summary>
internal sealed class EdgeCacheBenchmark : IBenchmark
{
    private const double GoalRatio = 1.0;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public string Name => "edge-cache";

    public string Summary => "a cached GET of 250 bytes over 64 connections, beside nginx with proxy_cache";

    public string Goal => FormattableString.Invariant($"{GoalRatio:0.0} of nginx");

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var (originPort, gatewayPort, nginxPort) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var origin = new Uri($"http://127.0.0.1:{originPort}/");
        await using var behind = await ServerProcess.StartPeerAsync(PeerServers.Origin, originPort, null, "/", cancellationToken);
        await using var gateway = await ServerProcess.StartGatewayAsync(gatewayPort, "/item", EdgeSettings.ForOrigin(origin, cache: true), cancellationToken);
        await using var nginx = await NginxCache.StartAsync(nginxPort, origin, "/item", cancellationToken);
        await AssertHitAsync(gatewayPort, "Cache-Status", "edge; hit", cancellationToken);
        await AssertHitAsync(nginxPort, NginxCache.StatusHeader, "HIT", cancellationToken);
        var ratio = await Turns.CompareAsync("gateway", () => Load(gatewayPort), "nginx", () => Load(nginxPort));
        return new Figure(
            FormattableString.Invariant($"{ratio.Median:0.00} of nginx ({ratio.Min:0.00} to {ratio.Max:0.00})"), ratio.Median >= GoalRatio);

        Task<double> Load(int port) => Wrk.RequestsPerSecondAsync(new Uri($"http://127.0.0.1:{port}/item"), Turn, cancellationToken);
    }

    /// <summary>A fast answer that is no hit would be the origin's.</summary>
    private static async Task AssertHitAsync(int port, string header, string expected, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/item"), cancellationToken);
        if (!response.Headers.TryGetValues(header, out var values) || !values.First().StartsWith(expected, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Port {port} did not answer from its cache: no '{header}: {expected}' in\n{response.Headers}");
        }
    }
}
