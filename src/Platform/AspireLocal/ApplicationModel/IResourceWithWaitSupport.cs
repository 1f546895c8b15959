namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that can wait for another before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;
