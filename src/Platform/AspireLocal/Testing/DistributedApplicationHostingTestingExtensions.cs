using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of a resource's endpoint, by default https before http. The caller disposes it.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = default) =>
        app.Services.GetRequiredService<DevelopmentHttp>().CreateClient(app.GetEndpoint(resourceName, endpointName));

    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = default) =>
        DevelopmentHttp.AddressOf(Find<IResourceWithEndpoints>(app, resourceName), endpointName);

    /// <exception cref="ArgumentException">There is no such resource, or it has no connection string.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find<IResourceWithConnectionString>(app, resourceName).GetConnectionStringAsync(cancellationToken);

    private static T Find<T>(DistributedApplication app, string name)
        where T : class, IResource
    {
        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        var resource = resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{name}'. The application has: {string.Join(", ", resources.Select(r => r.Name))}.", nameof(name));
        return resource as T ?? throw new ArgumentException($"Resource '{name}' is no {typeof(T).Name}.", nameof(name));
    }
}
