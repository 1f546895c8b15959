namespace AspireLocal.Engine;

/// <summary>A resource without a process of its own, such as a database of a server.</summary>
internal sealed class RunningInside : RunningResource
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task<int> Exited => _exited.Task;

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _exited.TrySetResult(0);
        return Task.CompletedTask;
    }
}
