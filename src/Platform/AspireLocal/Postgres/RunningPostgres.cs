using AspireLocal.Engine;
using AspireLocal.Processes;

namespace AspireLocal.Postgres;

/// <summary>A Postgres server that answers.</summary>
internal sealed class RunningPostgres(PostgresCluster cluster, ChildProcess process) : RunningProcess(process)
{
    public override async ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken) =>
        await cluster.CheckHealthAsync("postgres", cancellationToken).ConfigureAwait(false);
}
