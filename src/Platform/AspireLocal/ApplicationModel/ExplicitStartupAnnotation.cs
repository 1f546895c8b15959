namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when asked to.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
