using System.Diagnostics;
using System.Globalization;
using AspireLocal.Projects;

namespace AspireLocal.Tests;

/// <summary>An engine in a process of its own, which a test may kill.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private readonly Process _process;

    private EngineProcess(Process process) => _process = process;

    public List<string> Lines { get; } = [];

    public IReadOnlyList<int> Children => Values("pid").Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToList();

    /// <summary>Returns when the engine says that all it was told to start is running.</summary>
    public static async Task<EngineProcess> StartAsync(string home, params string[] arguments)
    {
        var engine = new EngineProcess(Launch(home, home, [], arguments));
        while (await engine._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == "ready")
            {
                return engine;
            }

            engine.Lines.Add(line);
        }

        throw new InvalidOperationException(await engine._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Runs an engine that ends by itself.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string home, Dictionary<string, string?> environment, params string[] arguments) =>
        RunInAsync(home, home, environment, arguments);

    /// <summary>The same in a certain working directory.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunInAsync(string folder, string home, Dictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Launch(folder, home, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public IEnumerable<string> Values(string name) => Lines.Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]);

    /// <summary>SIGKILL, to this process alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Launch(string folder, string home, Dictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(DotNetHost.Path) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "AspireLocal.TestEngine.dll")).Prepend("exec"))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[AspireLocal.State.UserFolders.HomeVariable] = home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
