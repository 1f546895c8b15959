using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults;

/// <summary>
/// Says which check failed, and no more: the endpoint is open to anyone, so what an exception tells (hosts, users) goes to the log alone.
/// </summary>
internal static class HealthReportWriter
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.Headers.CacheControl = "no-store";
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString());
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks }, context.RequestAborted);
    }
}
