using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bench.Http;

/// <summary>A server of a benchmark, in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>The gateway as it ships, with these settings on top of its own.</summary>
    public static Task<ServerProcess> StartGatewayAsync(int port, string probe, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gateway.dll")], port, probe, new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Logging__LogLevel__Default"] = "Warning",
        }, cancellationToken);

    /// <summary>One of this program's own servers, by the name that <see cref="PeerServers"/> knows it by.</summary>
    public static Task<ServerProcess> StartPeerAsync(string name, int port, Uri? origin, string probe, CancellationToken cancellationToken) =>
        StartAsync("dotnet", [Environment.GetCommandLineArgs()[0], PeerServers.Command, name, $"{port}", origin?.AbsoluteUri ?? ""], port, probe, [], cancellationToken);

    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, int port, string probe, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        await server.AnswersAsync(new Uri($"http://127.0.0.1:{port}{probe}"), cancellationToken);
        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task AnswersAsync(Uri probe, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(LongestStart);
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(probe, bound.Token);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(50, bound.Token);
            }
        }
    }
}
