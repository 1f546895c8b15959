using Bench.Http;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bench.Waf;

/// <summary>What the firewall costs: one request by itself, and the gateway with and without it, and beside ModSecurity with the core rule set.</summary>
internal sealed class WafBenchmark : IBenchmark
{
    private const double GoalMicroseconds = 5;
    private const double GoalRatio = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    public string Name => "waf";

    public string Summary => "a common clean request through the firewall's rules, and requests a second beside nginx with ModSecurity and CRS";

    public string Goal => FormattableString.Invariant($"under {GoalMicroseconds} us, 0 bytes, {GoalRatio} times ModSecurity");

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var (microseconds, bytes) = InspectOne();
        var (originPort, onPort, offPort, peerPort) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var origin = new Uri($"http://127.0.0.1:{originPort}/");
        var settings = EdgeSettings.ForOrigin(origin, cache: false);
        var without = new Dictionary<string, string>(settings) { ["Waf__Mode"] = "Off" };
        await using var behind = await ServerProcess.StartPeerAsync(PeerServers.Origin, originPort, null, "/", cancellationToken);
        await using var on = await ServerProcess.StartGatewayAsync(onPort, "/item", settings, cancellationToken);
        await using var off = await ServerProcess.StartGatewayAsync(offPort, "/item", without, cancellationToken);
        await using var peer = await ModSecurity.StartAsync(peerPort, originPort, cancellationToken);

        var cost = await Turns.CompareAsync("with", () => Load(onPort), "without", () => Load(offPort));
        var ratio = await Turns.CompareAsync("gateway", () => Load(onPort), "ModSecurity", () => Load(peerPort));
        return new Figure(
            FormattableString.Invariant(
                $"{microseconds:0.00} us, {bytes} bytes; {cost.Median:0.00} of the gateway without it; ") + FormattableString.Invariant(
                $"{ratio.Median:0.0} times ModSecurity ({ratio.Min:0.0} to {ratio.Max:0.0})"),
            microseconds < GoalMicroseconds && bytes == 0 && ratio.Median >= GoalRatio);

        Task<double> Load(int port) => Wrk.RequestsPerSecondAsync(
            new Uri($"http://127.0.0.1:{port}{CleanRequest.Target}"), Turn, cancellationToken, [.. CleanRequest.Headers.Select(h => $"{h.Name}: {h.Value}")]);
    }

    private static (double Microseconds, long Bytes) InspectOne()
    {
        // In this process: a project that BenchmarkDotNet writes and builds would not see the gateway's internals.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bench-waf"));
        var report = BenchmarkRunner.Run<CleanRequest>(config).Reports.Single();
        return (report.ResultStatistics!.Median / 1000, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? -1);
    }
}
