namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is left out of the manifest.</summary>
internal sealed class ManifestIgnoreAnnotation : IResourceAnnotation;
