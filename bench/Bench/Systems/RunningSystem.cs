using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Bench.Systems;

/// <summary>The whole system, started as a user starts it: <c>dotnet run --project AppHost</c>.</summary>
internal sealed partial class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private readonly Process _process;

    private RunningSystem(Process process) => _process = process;

    /// <summary>The pid of <c>dotnet run</c>, whose child is the AppHost.</summary>
    public int ProcessId => _process.Id;

    /// <summary>From the command to the line that says that everything is healthy.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>What the AppHost itself counts: from its own start.</summary>
    public TimeSpan AppHost { get; private set; }

    /// <summary>When each resource was healthy, in seconds since the AppHost's start.</summary>
    public Dictionary<string, double> Healthy { get; } = [];

    public static async Task<RunningSystem> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "--project", "AppHost"]) { RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        var system = new RunningSystem(Process.Start(start)!);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(LongestStart);
        while (await system._process.StandardOutput.ReadLineAsync(bound.Token) is { } line)
        {
            system.Read(line, clock);
            if (system.Total > TimeSpan.Zero)
            {
                _ = system._process.StandardOutput.ReadToEndAsync(CancellationToken.None); // keep the pipe empty
                return system;
            }
        }

        throw new InvalidOperationException("The system ended before it was ready; what it said stands above.");
    }

    public async ValueTask DisposeAsync()
    {
        // `dotnet run` passes Ctrl-C on to the AppHost only on a terminal, so the AppHost is told itself.
        foreach (var child in ProcessTree.ChildrenOf(_process.Id))
        {
            _ = Kill(child, 15);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Read(string line, Stopwatch clock)
    {
        if (HealthyLine().Match(line) is { Success: true } healthy)
        {
            Healthy[healthy.Groups["name"].Value] = Seconds(healthy);
        }
        else if (ReadyLine().Match(line) is { Success: true } ready)
        {
            Total = clock.Elapsed;
            AppHost = TimeSpan.FromSeconds(Seconds(ready));
        }
    }

    private static double Seconds(Match match) => double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<seconds>[\d.]+) s\s+(?<name>\S+)\s+healthy")]
    private static partial Regex HealthyLine();

    [GeneratedRegex(@"^Ready in (?<seconds>[\d.]+) s")]
    private static partial Regex ReadyLine();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
