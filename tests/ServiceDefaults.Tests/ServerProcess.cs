using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServiceDefaults.Tests;

/// <summary>A real server that a test starts on a free port and ends with it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private ServerProcess(Process process, DirectoryInfo data, int port) => (_process, _data, Port) = (process, data, port);

    public int Port { get; }

    /// <summary>Starts redis-server; skips the test where it is not installed.</summary>
    public static async Task<ServerProcess> StartRedisAsync(int? port = null)
    {
        var data = Directory.CreateTempSubdirectory("defaults-redis-");
        var at = port ?? FreePort();
        var redis = new ServerProcess(
            Start(Find("redis-server") ?? Skip("redis-server"), "--port", $"{at}", "--bind", "127.0.0.1", "--save", "", "--dir", data.FullName), data, at);
        await redis.ListeningAsync();
        return redis;
    }

    /// <summary>Where initdb and postgres are; null when Postgres is not installed.</summary>
    public static string? PostgresFolder => Path.GetDirectoryName(Find("initdb", [.. DebianFolders()]));

    /// <summary>Starts an empty Postgres from <see cref="PostgresFolder"/>.</summary>
    public static async Task<ServerProcess> StartPostgresAsync()
    {
        var data = Directory.CreateTempSubdirectory("defaults-postgres-");
        var bin = PostgresFolder!;
        var port = FreePort();
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "nobody", "--clear-groups"] : [];
        if (user.Length > 0)
        {
            // Postgres refuses to run as root.
            await RunAsync("chown", "nobody", data.FullName);
        }

        await RunAsync([.. user, Path.Combine(bin, "initdb"), "-D", data.FullName, "-U", "postgres", "-A", "trust", "--no-sync"]);
        string[] command =
        [
            .. user, Path.Combine(bin, "postgres"), "-D", data.FullName, "-p", $"{port}", "-k", data.FullName, "-h", "127.0.0.1", "-F",
        ];
        var postgres = new ServerProcess(Start(command[0], command[1..]), data, port);
        await postgres.ListeningAsync();
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static IEnumerable<string> DebianFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];

    private static string? Find(string program, params string[] folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string Skip(string program)
    {
        Assert.Skip($"{program} is not installed");
        return program;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command[0], command[1..]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(string program, params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        // Read away, or a full pipe stops the server.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task ListeningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            Assert.False(_process.HasExited, $"{_process.StartInfo.FileName} ended with {(_process.HasExited ? _process.ExitCode : 0)}");
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
