using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireLocal.Terminal;

/// <summary>What the terminal shows of one instance.</summary>
internal sealed record ResourceRow(string Id, string State, bool IsReady, bool IsBad, string Endpoints, int Restarts, string LastLine)
{
    public static ResourceRow Of(ResourceRunner instance, CustomResourceSnapshot? snapshot)
    {
        var state = Describe(snapshot);
        var restarts = snapshot?.Properties.FirstOrDefault(p => p.Name == SnapshotProperties.Restarts)?.Value as int? ?? 0;
        var urls = snapshot?.Urls.Where(u => u.Url.StartsWith("http", StringComparison.Ordinal)).Select(u => u.DisplayText ?? u.Url) ?? [];
        return new ResourceRow(
            instance.Id,
            state,
            state is "healthy" or "finished",
            state is "failed" or "exited" or "unhealthy",
            string.Join("  ", urls),
            restarts,
            instance.Log.LastLine ?? "");
    }

    private static string Describe(CustomResourceSnapshot? snapshot) => (snapshot?.State?.Text, snapshot?.HealthStatus) switch
    {
        (null or "NotStarted", _) => "not started",
        ("Waiting", _) => "waiting",
        ("Starting", _) => "starting",
        ("Running", HealthStatus.Healthy) => "healthy",
        ("Running", null) => "running",
        ("Running", _) => snapshot!.StartTimeStamp is { } start && DateTime.UtcNow - start < TimeSpan.FromSeconds(20) ? "running" : "unhealthy",
        ("FailedToStart", _) => "failed",
        (var other, _) => other!.ToLowerInvariant(),
    };
}
