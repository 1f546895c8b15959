namespace Aspire.Hosting.ApplicationModel;

/// <summary>The described application.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    public IResourceCollection Resources { get; } = resources;
}
