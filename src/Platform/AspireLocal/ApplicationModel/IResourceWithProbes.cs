namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can be probed for health.</summary>
public interface IResourceWithProbes : IResource;
