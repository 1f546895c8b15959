namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public string? Registry { get; set; }

    public required string Image { get; set; }

    public string? Tag { get; set; }

    internal string Reference => string.Concat(Registry is null ? "" : Registry + "/", Image, Tag is null ? "" : ":" + Tag);
}
