using AspireLocal.Processes;

namespace AspireLocal.Containers;

/// <summary>Docker or Podman with an engine that answers.</summary>
internal sealed record ContainerRuntime(string FileName, string Version)
{
    /// <summary>Null when there is none.</summary>
    public static Task<ContainerRuntime?> FindAsync(CancellationToken cancellationToken) => throw new NotImplementedException($"{cancellationToken}");

    /// <exception cref="Aspire.Hosting.DistributedApplicationException">There is none; the message names the resources that need one.</exception>
    public static Task<ContainerRuntime> RequireAsync(IReadOnlyCollection<string> resourceNames, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{resourceNames} {cancellationToken}");

    /// <summary>A process that lives as long as its container and stops it on SIGTERM.</summary>
    public ProcessSpec Run(ContainerSpec container) => throw new NotImplementedException($"{container}{FileName}");

    /// <summary>Removes a container by force, for a run whose process was killed.</summary>
    public ProcessSpec Remove(string containerName) => throw new NotImplementedException($"{containerName}{FileName}");
}
