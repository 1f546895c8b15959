using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireLocal.Tests.Engine;

internal static class FailingHealth
{
    /// <summary>A resource with this is never ready, however long it runs.</summary>
    public static IResourceBuilder<T> WithHealthCheckThatFails<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}_never";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, () => HealthCheckResult.Unhealthy("never ready"));
        return builder.WithHealthCheck(key);
    }
}
