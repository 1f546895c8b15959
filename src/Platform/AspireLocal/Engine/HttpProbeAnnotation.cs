using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Engine;

/// <summary>The resource is healthy when it answers a GET with the status.</summary>
internal sealed record HttpProbeAnnotation(string? EndpointName, string Path, int ExpectedStatus) : IResourceAnnotation;
