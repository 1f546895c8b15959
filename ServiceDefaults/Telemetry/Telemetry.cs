using Microsoft.Extensions.Hosting;

namespace ServiceDefaults;

internal static class Telemetry
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
    }
}
