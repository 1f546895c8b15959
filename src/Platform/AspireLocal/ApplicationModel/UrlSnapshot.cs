namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL of a resource at one moment.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    public string? DisplayText { get; init; }
}
