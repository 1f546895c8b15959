namespace AspireLocal.Engine;

/// <summary>A resource that has been started.</summary>
internal abstract class RunningResource : IAsyncDisposable
{
    /// <summary>Null where the resource is no process of its own.</summary>
    public virtual int? ProcessId => null;

    /// <summary>Ends with the exit code when the resource stops, whoever stopped it.</summary>
    public abstract Task<int> Exited { get; }

    /// <summary>Asks the resource to stop, gives it time to drain, then ends it.</summary>
    public abstract Task StopAsync(CancellationToken cancellationToken);

    /// <summary>What is wrong with it, or null when it is ready to serve.</summary>
    public virtual ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken) => new((string?)null);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
