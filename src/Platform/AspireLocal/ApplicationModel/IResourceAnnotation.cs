namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact attached to a resource: an endpoint, a wait, a callback that adds environment.</summary>
public interface IResourceAnnotation;
