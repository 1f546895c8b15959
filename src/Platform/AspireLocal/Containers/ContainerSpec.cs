namespace AspireLocal.Containers;

/// <param name="ContainerName">Unique on this machine.</param>
/// <param name="Ports">Host port, published on 127.0.0.1, to container port.</param>
/// <param name="Mounts">Volume name or host path, path in the container, read only.</param>
internal sealed record ContainerSpec(
    string ResourceName,
    string ContainerName,
    string Image,
    string? EntryPoint,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<(int HostPort, int ContainerPort)> Ports,
    IReadOnlyList<(string Source, string Target, bool IsReadOnly)> Mounts);
