using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class HealthEndpoints
{
    public const string Readiness = "/health";
    public const string Liveness = "/alive";
    private const string LiveTag = "live";

    /// <summary>A check that hangs is a check that failed.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    public static void AddDefaultHealthChecks(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    /// <summary>Adds a check of something that this service uses, which makes it <paramref name="failure"/> when it is gone.</summary>
    public static void AddDependencyCheck<TCheck>(this IServiceCollection services, string name, HealthStatus failure)
        where TCheck : class, IHealthCheck =>
        services.AddHealthChecks().AddCheck<TCheck>(name, failure, tags: [], CheckTimeout);

    public static void MapHealthEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(Readiness, new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync }).AsProbe();
        endpoints.MapHealthChecks(Liveness, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LiveTag),
            ResponseWriter = HealthReportWriter.WriteAsync,
        }).AsProbe();
    }

    /// <summary>Probes come every few seconds and would bury the requests that matter: they are not traced.</summary>
    public static bool IsProbe(HttpContext context) =>
        context.Request.Path.Equals(Readiness, StringComparison.OrdinalIgnoreCase) ||
        context.Request.Path.Equals(Liveness, StringComparison.OrdinalIgnoreCase);

    private static void AsProbe(this IEndpointConventionBuilder endpoint) => endpoint.AllowAnonymous().DisableHttpMetrics();
}
