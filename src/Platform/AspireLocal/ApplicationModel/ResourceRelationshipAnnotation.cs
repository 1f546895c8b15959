namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named relation to another resource, shown by a dashboard.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
