namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is healthy only when the health check registered under <paramref name="key"/> says so.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
