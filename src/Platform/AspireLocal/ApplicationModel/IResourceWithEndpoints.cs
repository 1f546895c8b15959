namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can be reached over the network.</summary>
public interface IResourceWithEndpoints : IResource;
