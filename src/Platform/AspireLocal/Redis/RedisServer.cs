using AspireLocal.Processes;

namespace AspireLocal.Redis;

/// <summary>One Redis-protocol server that keeps nothing on disk.</summary>
/// <param name="scratchFolder">Private folder for its configuration, which holds the password.</param>
internal sealed class RedisServer(RedisBinaries binaries, string name, int port, string password, string scratchFolder)
{
    public ChildProcess Start(Action<string, bool> onLine, RunRecord? record = null) => throw new NotImplementedException($"{binaries}{name}{port}{password}{scratchFolder} {onLine} {record}");

    /// <summary>Returns when AUTH and PING are answered.</summary>
    public Task WaitUntilReadyAsync(ChildProcess server, CancellationToken cancellationToken) => throw new NotImplementedException($"{server} {cancellationToken} {name}");

    /// <summary>Null when healthy, otherwise what is wrong.</summary>
    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => throw new NotImplementedException($"{cancellationToken} {name}");
}
