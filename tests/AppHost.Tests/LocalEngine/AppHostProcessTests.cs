using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AspireLocal.Tests;

namespace AppHost.Tests.LocalEngine;

/// <summary>What a user meets at the terminal when things end, and when they can't begin.</summary>
public sealed class AppHostProcessTests(LocalHome home) : IClassFixture<LocalHome>
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    // The engine's watchdog ends by itself, when its pipe from the AppHost does: a moment later.
    private static readonly TimeSpan UntilTheWatchdogEnds = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task CtrlC_StopsEverything_AndExitsWith0()
    {
        await using var appHost = Start();
        await appHost.WaitUntilReadyAsync();
        Assert.True(appHost.FindOthers().Count > 8, string.Join('\n', appHost.FindOthers()));

        appHost.Interrupt();

        Assert.Equal(0, await appHost.WaitForExitAsync());
        Assert.Contains("Nothing is left running.", appHost.Output);
        await appHost.AssertNothingLeftAsync(UntilTheWatchdogEnds);
    }

    [Fact]
    public async Task SigKill_NothingLeftAfter5Seconds()
    {
        await using var appHost = Start();
        await appHost.WaitUntilReadyAsync();
        Assert.True(appHost.FindOthers().Count > 8);

        appHost.Kill();

        await appHost.AssertNothingLeftAsync(FiveSeconds);
    }

    [Fact]
    public async Task SigKill_WhileStarting_NothingLeftAfter5Seconds()
    {
        await using var appHost = Start();
        while (appHost.FindOthers().Count < 4)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        appHost.Kill();

        await appHost.AssertNothingLeftAsync(FiveSeconds);
    }

    [Fact]
    public async Task PortInUse_OneParagraph_NamesThePortAndWhoHoldsIt()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var appHost = Start(args: $"Ports:https={port}");

        await AssertRefusesAsync(appHost, port.ToString(System.Globalization.CultureInfo.InvariantCulture), Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ServiceThatCrashesAtStart_OneParagraph_WithItsLastLines()
    {
        await using var appHost = Start(new() { ["ReverseProxy__Clusters__catalog__LoadBalancingPolicy"] = "NoSuchPolicy" });
        await AssertRefusesAsync(appHost, "'gateway' stopped with exit code", "NoSuchPolicy", "gateway.log");
    }

    [Fact]
    public async Task NoPostgresAndNoNpm_OneParagraph_NamesBothRemedies()
    {
        var bin = LinkPrograms("setsid", "setpriv", "sh", "true");
        var empty = Path.Combine(home.Path, "empty");
        Directory.CreateDirectory(empty);
        await using var appHost = Start(new()
        {
            ["PATH"] = bin,
            ["ASPIRE_LOCAL_HOME"] = empty,
            ["ASPIRE_LOCAL_POSTGRES"] = "npm",
        });
        await AssertRefusesAsync(appHost, "npm", "Install Node.js");
    }

    [Fact]
    public async Task DamagedCacheAndNoNpm_OneParagraph_NamesTheRemedy()
    {
        var other = await CopyHomeAsync("damaged", copyCache: true);
        var binary = Directory.GetFiles(Path.Combine(other, "cache"), "postgres", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(binary, "not whole", TestContext.Current.CancellationToken);
        await using var appHost = Start(new()
        {
            ["PATH"] = LinkPrograms("setsid", "setpriv", "sh", "true"),
            ["ASPIRE_LOCAL_HOME"] = other,
            ["ASPIRE_LOCAL_POSTGRES"] = "npm",
        });
        await AssertRefusesAsync(appHost, "npm", "Install Node.js");
    }

    [Fact]
    public async Task FullDataDirectory_OneParagraph_NamesTheFolder()
    {
        var other = await CopyHomeAsync("full", copyCache: false);
        using var small = Mount.Tmpfs(Directory.CreateDirectory(Path.Combine(other, "data")).FullName, kilobytes: 4096);
        await using var appHost = Start(new() { ["ASPIRE_LOCAL_HOME"] = other }, "UseVolumes=true");
        await AssertRefusesAsync(appHost, small.Path, "space");
    }

    [Fact]
    public async Task ReadOnlyDataDirectory_OneParagraph_NamesTheFolder()
    {
        var other = await CopyHomeAsync("readonly", copyCache: false);
        using var locked = Mount.Tmpfs(Directory.CreateDirectory(Path.Combine(other, "data")).FullName, kilobytes: 4096);
        locked.MakeReadOnly();
        await using var appHost = Start(new() { ["ASPIRE_LOCAL_HOME"] = other }, "UseVolumes=true");
        await AssertRefusesAsync(appHost, locked.Path, "Read-only");
    }

    [Fact]
    public async Task UnknownPublisher_OneParagraph()
    {
        await using var appHost = Start(args: ["--operation", "publish", "--publisher", "kubernetes"]);
        await AssertRefusesAsync(appHost, "kubernetes");
    }

    private AppHostProcess Start(Dictionary<string, string?>? environment = null, params string[] args)
    {
        var settings = environment ?? [];
        settings.TryAdd("ASPIRE_LOCAL_REDIS", "garnet");
        return AppHostProcess.Start(home.Path, settings, args);
    }

    private static async Task AssertRefusesAsync(AppHostProcess appHost, params string[] expected)
    {
        var exitCode = await appHost.WaitForExitAsync();
        Assert.True(exitCode == 1, $"exit code {exitCode}:\n{appHost.Output}");
        Assert.All(expected, text => Assert.Contains(text, appHost.Output));
        Assert.DoesNotContain("Unhandled exception", appHost.Output.Split("Its last lines")[0]);
        Assert.DoesNotContain("   at AspireLocal.", appHost.Output);
        await appHost.AssertNothingLeftAsync(UntilTheWatchdogEnds);
    }

    // A home beside the shared one with what that has fetched, to damage or to fill.
    private async Task<string> CopyHomeAsync(string name, bool copyCache)
    {
        var cache = Path.Combine(home.Path, "cache");
        if (!Directory.Exists(cache) || Directory.GetDirectories(cache, "postgres-*").Length == 0)
        {
            await using var first = Start();
            await first.WaitUntilReadyAsync();
            first.Interrupt();
            await first.WaitForExitAsync();
        }

        var folder = Directory.CreateDirectory(Path.Combine(home.Path, name)).FullName;
        if (copyCache)
        {
            using var copy = Process.Start("cp", ["-a", cache, folder]);
            await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, copy.ExitCode);
        }
        else
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "cache"), cache);
        }

        return folder;
    }

    // A PATH that has only these programs and dotnet.
    private string LinkPrograms(params string[] names)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Path, "bin-" + Guid.NewGuid().ToString("N")[..6])).FullName;
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':');
        foreach (var name in names)
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), path.Select(p => Path.Combine(p, name)).First(File.Exists));
        }

        return folder;
    }
}
