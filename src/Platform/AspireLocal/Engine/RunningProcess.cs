using AspireLocal.Processes;

namespace AspireLocal.Engine;

/// <summary>A resource that is one child process.</summary>
internal class RunningProcess(ChildProcess process) : RunningResource
{
    public override int? ProcessId => process.Id;

    public override Task<int> Exited => process.Exited;

    public override Task StopAsync(CancellationToken cancellationToken) => process.StopAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await process.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
