using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Trace;

namespace Gateway.Normalizing;

/// <summary>What a client says about itself and about others is not believed: only what the edge sees.</summary>
internal static class NormalizingExtensions
{
    public static void AddNormalizing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DistributedContextPropagator, UnflaggedPropagator>();
        // Baggage is for those who know each other: not taken from a client, and nothing of it is passed on.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        var sampler = EdgeSampling.Of(builder.Configuration);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.SetSampler(sampler));
    }

    public static void UseNormalizing(this WebApplication app) => app.UseMiddleware<RequestNormalizer>();
}
