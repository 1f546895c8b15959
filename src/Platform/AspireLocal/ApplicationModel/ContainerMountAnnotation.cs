namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder of a container that outlives it.</summary>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>A volume's name or a folder of the host.</summary>
    public string? Source { get; } = source;

    /// <summary>The folder inside the container.</summary>
    public string Target { get; } = target;

    public ContainerMountType Type { get; } = type;

    public bool IsReadOnly { get; } = isReadOnly;
}
