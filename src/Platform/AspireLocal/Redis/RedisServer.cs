using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Redis;

/// <summary>One Redis-protocol server that keeps nothing on disk.</summary>
/// <param name="binaries">Which server.</param>
/// <param name="name">The resource, for messages.</param>
/// <param name="port">Listened to on 127.0.0.1 only.</param>
/// <param name="password">Reaches the server by standard input or a private file: command lines are open to every user of the machine.</param>
/// <param name="scratchFolder">A folder of its own that goes with the run.</param>
internal sealed class RedisServer(RedisBinaries binaries, string name, int port, string password, string scratchFolder)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private OutputTail _output = new();

    /// <summary>Starts the server; the caller owns the process. Again after a crash.</summary>
    public ChildProcess Start(Action<string, bool> onLine, RunRecord? record = null)
    {
        var output = _output = new OutputTail();
        return ChildProcess.Start(
            binaries.Flavour == RedisFlavour.Garnet ? Garnet() : Redis(),
            (line, isError) =>
            {
                output.Add(line);
                onLine(line, isError);
            },
            record);
    }

    /// <summary>Returns when AUTH and PING are answered.</summary>
    /// <exception cref="DistributedApplicationException">The server ended.</exception>
    public async Task WaitUntilReadyAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        while (!server.Exited.IsCompleted)
        {
            if (await CheckHealthAsync(cancellationToken) is null)
            {
                return;
            }

            await Task.WhenAny(server.Exited, Task.Delay(Pause, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        var said = string.Join(" | ", _output.ToString().Split('\n').TakeLast(3)).TrimEnd('.');
        throw new DistributedApplicationException(
            $"Redis '{name}' ({binaries.Source}) could not start: it ended with code {await server.Exited}. It said: {said}. " +
            $"Try another server with {RedisBinaries.Variable} (redis, valkey or garnet).");
    }

    /// <summary>Null when healthy, otherwise what is wrong.</summary>
    public async Task<string?> CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await RespPing.SendAsync(port, password, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
    }

    private ProcessSpec Redis() => new(name, binaries.FileName, [.. binaries.LeadingArguments, "-"], scratchFolder, new Dictionary<string, string>())
    {
        IsolatedEnvironment = true,
        StandardInput = $"""
            bind 127.0.0.1
            port {port}
            requirepass {Quote(password)}
            save ""
            appendonly no
            maxmemory 128mb
            maxmemory-policy allkeys-lru
            """ + "\n",
    };

    private ProcessSpec Garnet()
    {
        var configuration = Path.Combine(scratchFolder, "garnet.conf");
        PrivateFile.Write(configuration, JsonSerializer.Serialize(new { Password = password }));
        string[] arguments =
        [
            "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--auth", "Password", "--config-import-path", configuration,
            "--lua", "true", "--lua-transaction-mode", "true", "--memory", "64m", "--page", "1m", "--index", "1m", "-q", "true",
        ];
        return new ProcessSpec(name, binaries.FileName, [.. binaries.LeadingArguments, .. arguments], scratchFolder, SmallRuntime) { IsolatedEnvironment = true };
    }

    // The tool asks for the server collector, which reserves a heap for each core. What the others guard or gain shows in days, not in a developer's
    // session; without them it is up with a fifth less work.
    private static Dictionary<string, string> SmallRuntime => new()
    {
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"";
}
