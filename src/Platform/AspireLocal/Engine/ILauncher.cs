namespace AspireLocal.Engine;

/// <summary>Starts one kind of resource.</summary>
internal interface ILauncher
{
    /// <summary>Finds or fetches what the start needs, before anything is started.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">It is not to be had; the message says what would help.</exception>
    Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts the resource and returns as soon as it runs, ready or not.</summary>
    Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken);
}
