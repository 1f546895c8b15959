namespace Bench.Http;

/// <summary>What the gateway's stages cost a request that is forwarded.</summary>
internal sealed class EdgeProxyBenchmark : IBenchmark
{
    private const double GoalRatio = 0.9;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public string Name => "edge-proxy";

    public string Summary => "a proxied GET of 250 bytes over 64 connections, through the stages that the gateway has, beside a bare YARP";

    public string Goal => FormattableString.Invariant($"{GoalRatio} of bare YARP");

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var (originPort, gatewayPort, yarpPort) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var origin = new Uri($"http://127.0.0.1:{originPort}/");
        await using var behind = await ServerProcess.StartPeerAsync(PeerServers.Origin, originPort, null, "/", cancellationToken);
        await using var gateway = await ServerProcess.StartGatewayAsync(gatewayPort, "/item", EdgeSettings.ForOrigin(origin), cancellationToken);
        await using var yarp = await ServerProcess.StartPeerAsync(PeerServers.Yarp, yarpPort, origin, "/item", cancellationToken);
        var ratio = await Turns.CompareAsync("gateway", () => Load(gatewayPort), "bare YARP", () => Load(yarpPort));
        return new Figure(
            FormattableString.Invariant($"{ratio.Median:0.00} of bare YARP ({ratio.Min:0.00} to {ratio.Max:0.00})"), ratio.Median >= GoalRatio);

        Task<double> Load(int port) => Wrk.RequestsPerSecondAsync(new Uri($"http://127.0.0.1:{port}/item"), Turn, cancellationToken);
    }
}
