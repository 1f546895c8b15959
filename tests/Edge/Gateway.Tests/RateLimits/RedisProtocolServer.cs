using System.Net;
using System.Net.Sockets;
using AspireLocal.Processes;
using AspireLocal.Redis;
using AspireLocal.State;

namespace Gateway.Tests.RateLimits;

/// <summary>Redis or Garnet on a free port, as the engine starts them. It can be killed, started again on its port, frozen and thawed.</summary>
internal sealed class RedisProtocolServer : IAsyncDisposable
{
    private const string Password = "secret";

    private readonly int _port = FreePort();
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("gateway-redis-");
    private readonly RedisServer _server;
    private ChildProcess? _process;

    private RedisProtocolServer(RedisBinaries binaries) => _server = new RedisServer(binaries, "cache", _port, Password, _scratch.FullName);

    public string ConnectionString => $"127.0.0.1:{_port},password={Password}";

    /// <param name="flavour"><c>redis</c>, which skips the test where it is not installed, or <c>garnet</c>, which is fetched.</param>
    public static async Task<RedisProtocolServer> StartAsync(string flavour)
    {
        var installed = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "redis-server")));
        Assert.SkipWhen(flavour == "redis" && !installed, "redis-server is not installed");
        var server = new RedisProtocolServer(
            await RedisBinaries.ResolveAsync(flavour, UserFolders.Open(), new Progress<string>(), TestContext.Current.CancellationToken));
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        _process = _server.Start((_, _) => { });
        await _server.WaitUntilReadyAsync(_process, TestContext.Current.CancellationToken);
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.Exited;
    }

    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _scratch.Delete(recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
