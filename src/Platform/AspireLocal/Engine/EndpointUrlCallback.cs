using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Engine;

/// <summary>Changes how an endpoint's URL is shown.</summary>
internal sealed record EndpointUrlCallback(string EndpointName, Action<ResourceUrlAnnotation> Callback) : IResourceAnnotation;
