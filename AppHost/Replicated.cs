using Aspire.Hosting.ApplicationModel;

namespace AppHost;

/// <summary>A service and its replicas: several resources when it runs here, one when it is published.</summary>
/// <param name="Name">The name callers use.</param>
/// <param name="Replicas">At least one.</param>
internal sealed record Replicated(string Name, IReadOnlyList<IResourceBuilder<ProjectResource>> Replicas);
