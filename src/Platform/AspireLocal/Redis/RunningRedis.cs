using AspireLocal.Engine;
using AspireLocal.Processes;

namespace AspireLocal.Redis;

/// <summary>A Redis-protocol server; healthy when it answers a PING after login.</summary>
internal sealed class RunningRedis(RedisServer server, ChildProcess process) : RunningProcess(process)
{
    public override async ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken) =>
        await server.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
}
