using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AppHost.Tests.LocalEngine;

/// <summary>The AppHost as a user starts it, a process of its own with a home of its own.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly string _home;
    private readonly Task _errors;
    private readonly List<string> _lines = [];

    private AppHostProcess(Process process, string home)
    {
        _process = process;
        _home = home;
        _errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    // Full path: a test may hide everything else from PATH.
    private static string DotNet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static AppHostProcess Start(string home, Dictionary<string, string?> environment, params string[] args)
    {
        var appHost = typeof(Projects.AppHost).Assembly.Location;
        // A shell in the background hands its children an ignored SIGINT, and nobody could press Ctrl-C.
        var start = new ProcessStartInfo("env")
        {
            WorkingDirectory = Path.GetDirectoryName(appHost)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] all = ["--default-signal=INT", DotNet, "exec", appHost, "UseVolumes=false", $"Ports:https={FreePort()}", $"Ports:http={FreePort()}", .. args];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_LOCAL_HOME"] = home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new AppHostProcess(Process.Start(start)!, home);
    }

    /// <summary>Returns when the AppHost says that everything is healthy.</summary>
    public async Task WaitUntilReadyAsync()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(LongestStart);
        while (await _process.StandardOutput.ReadLineAsync(bound.Token) is { } line)
        {
            Add(line);
            if (line.StartsWith("Ready in ", StringComparison.Ordinal))
            {
                return;
            }
        }

        await _errors;
        Assert.Fail($"The AppHost ended before it was ready:\n{Output}");
    }

    /// <summary>Waits for the AppHost to end and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(LongestStart);
        while (await _process.StandardOutput.ReadLineAsync(bound.Token) is { } line)
        {
            Add(line);
        }

        await _process.WaitForExitAsync(bound.Token);
        await _errors;
        return _process.ExitCode;
    }

    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    public void Kill() => Assert.Equal(0, Kill(_process.Id, 9));

    /// <summary>Every other process that belongs to this home: its path is in their environment or on their command line.</summary>
    public List<string> FindOthers()
    {
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != _process.Id && Read(folder, "cmdline") is { } command
                && (command.Contains(_home, StringComparison.Ordinal) || Read(folder, "environ")?.Contains(_home, StringComparison.Ordinal) == true))
            {
                found.Add($"{id}: {command}");
            }
        }

        return found;
    }

    /// <summary>Asserts that within the time every process of this home has ended.</summary>
    public async Task AssertNothingLeftAsync(TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (FindOthers() is { Count: > 0 } left)
        {
            Assert.True(clock.Elapsed < within, $"left running after {within.TotalSeconds} s:\n{string.Join('\n', left)}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A zombie has an empty command line and is no process that runs.
    private static string? Read(string folder, string file)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, file)).Replace('\0', ' ');
            return text.Length == 0 ? null : text;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
