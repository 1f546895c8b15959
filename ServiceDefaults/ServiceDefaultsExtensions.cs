using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

/// <summary>The habits that every service has: three lines in each Program.cs.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Telemetry, health checks, service discovery, careful HTTP clients, problem documents and a limit on bodies.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddQuietLogs();
        builder.AddKestrelDefaults();
        builder.AddTelemetry();
        builder.AddServerTiming();
        builder.AddDefaultHealthChecks();
        builder.AddProblems();
        builder.AddCarefulHttpClients();
        return builder;
    }

    /// <summary>Puts timing, problem documents and the body limit in front of the endpoints. Call it first after Build.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseServerTiming();
        app.UseProblems();
        app.UseBodyLimit();
        return app;
    }

    /// <summary>
    /// <c>/health</c> answers 200 when this process can serve (every check), <c>/alive</c> when it need not be restarted
    /// (checks tagged "live"). Mapped in every environment: a cloud's probe is no developer.
    /// </summary>
    public static IEndpointRouteBuilder MapDefaultEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthEndpoints();
        return endpoints;
    }
}
