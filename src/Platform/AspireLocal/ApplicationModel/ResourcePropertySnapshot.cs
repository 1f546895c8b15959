namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named fact about a resource, such as its process id.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value);
