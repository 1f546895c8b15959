namespace AspireLocal.Engine;

/// <summary>Starts one kind of resource.</summary>
internal interface ILauncher
{
    /// <summary>Finds or fetches what the start needs, before anything is started; what it does it tells in the instance's log.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">It is not to be had; the message says what would help.</exception>
    Task PrepareAsync(ResourceRunner instance, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts the resource and returns as soon as it runs, ready or not.</summary>
    Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken);
}
