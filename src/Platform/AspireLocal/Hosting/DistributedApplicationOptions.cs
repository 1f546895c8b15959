namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The AppHost's command line: configuration keys, and <c>--operation publish</c>.</summary>
    public string[]? Args { get; set; }

    /// <summary>The assembly of the AppHost; null for the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Random ports and no terminal.</summary>
    internal bool IsTest { get; set; }
}
