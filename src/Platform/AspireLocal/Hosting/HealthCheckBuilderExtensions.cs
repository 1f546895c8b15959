using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace Aspire.Hosting;

/// <summary>Adds checks that decide when a resource is healthy.</summary>
public static class HealthCheckBuilderExtensions
{
    /// <summary>Uses a health check registered with <c>builder.Services.AddHealthChecks()</c>.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckAnnotation(key));

    /// <summary>Asks every replica for a path over HTTP, over HTTPS where the resource has it; by default <c>/</c>, expecting 200.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.WithAnnotation(new HttpProbeAnnotation(endpointName, path ?? "/", statusCode ?? 200));
}
