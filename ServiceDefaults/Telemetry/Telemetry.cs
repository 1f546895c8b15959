using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ServiceDefaults;

/// <summary>Traces, metrics and logs over OTLP, when there is somewhere to send them.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Name = "OTEL_SERVICE_NAME";
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    /// <summary>
    /// Milliseconds that one export may take with its retries, unless configured: a stop waits for the last export of each signal, and with
    /// the specification's 10 s a collector that is gone would hold a service beyond the time it has to stop.
    /// </summary>
    private static readonly Dictionary<string, string?> ExportTimeout = new() { ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "2000" };

    private static readonly string[] Sources =
    [
        MigrationExtensions.SourceName,
        RedisSpans.SourceName,
        "Npgsql",
        "Yarp.ReverseProxy",
        // What a connection costs before its first byte: DNS, connect, TLS, and the wait for a pooled one.
        "Experimental.System.Net.NameResolution",
        "Experimental.System.Net.Sockets",
        "Experimental.System.Net.Security",
        "Experimental.System.Net.Http.Connections",
    ];

    private static readonly string[] Meters =
    [
        "Gateway.Waf",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        "Polly",
        "System.Net.Http",
        "System.Net.NameResolution",
        "System.Runtime",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // Spans that nobody will read are not made: without an exporter none of this is loaded.
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = ExportTimeout });
        builder.Services.AddExporterHttpClients();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Identify(resource, builder))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(tracing => Trace(tracing, builder.Configuration))
            .UseOtlpExporter();
    }

    /// <summary>The name that this service goes by in traces and in Server-Timing.</summary>
    public static string ServiceName(this IHostApplicationBuilder builder) =>
        builder.Configuration[Name] is { Length: > 0 } name ? name : builder.Environment.ApplicationName;

    private static void Identify(ResourceBuilder resource, IHostApplicationBuilder builder)
    {
        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have been read by now, and what is added here would win over them.
        if (string.IsNullOrEmpty(builder.Configuration[Name]))
        {
            resource.AddService(builder.ServiceName(), autoGenerateServiceInstanceId: false);
        }
    }

    private static void Trace(TracerProviderBuilder tracing, IConfiguration configuration)
    {
        if (configuration[Sampler] == "always_on")
        {
            // Aspire sets this in development. Taken by the letter it would record the children of a span that is not recorded (a probe's SQL, a
            // warm-up's call to another service), each with a parent that no one will ever see.
            tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler()));
        }

        tracing
            .AddSource(Sources)
            .AddAspNetCoreInstrumentation(server =>
            {
                server.Filter = context => !HealthEndpoints.IsProbe(context);
                server.RecordException = true;
            })
            .AddHttpClientInstrumentation(client => client.RecordException = true)
            // One span a call: the POST that carries a gRPC call is not a hop of its own.
            .AddGrpcClientInstrumentation(client => client.SuppressDownstreamInstrumentation = true);
    }
}
