using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults;

/// <summary>
/// The clients that carry telemetry away are bare. The exporter retries by itself, a call that is slow to report is no call of the service,
/// and a pipeline that the host has disposed of would fail the last export, on which every stop then waits for seconds.
/// </summary>
internal static class ExporterHttpClients
{
    /// <summary>The names under which the OTLP exporter asks for a client, one a signal.</summary>
    private static readonly string[] Names = ["OtlpTraceExporter", "OtlpMetricExporter", "OtlpLogExporter"];

    public static void AddExporterHttpClients(this IServiceCollection services)
    {
        foreach (var name in Names)
        {
            services.AddHttpClient(name).RemoveAllLoggers().ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        }
    }
}
