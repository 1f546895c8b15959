using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireLocal.Engine;

/// <summary>Finds out whether an instance is ready to serve: the resource's own check, its HTTP probes, and the AppHost's health checks.</summary>
internal sealed class HealthProbe(HealthCheckService checks, DevelopmentHttp http) : IDisposable
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = http.CreateClient();

    /// <summary>What is wrong, or null when the instance is healthy.</summary>
    public async Task<string?> FindProblemAsync(ResourceRunner instance, RunningResource running, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(LongestProbe);
        try
        {
            return await running.FindProblemAsync(bound.Token).ConfigureAwait(false)
                ?? await AskAsync(instance, bound.Token).ConfigureAwait(false)
                ?? await CheckAsync(instance.Resource, bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {LongestProbe.TotalSeconds} s";
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> AskAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        foreach (var probe in instance.Resource.Annotations.OfType<HttpProbeAnnotation>())
        {
            var address = new Uri(instance.AddressOf(probe.EndpointName), probe.Path);
            try
            {
                using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if ((int)response.StatusCode != probe.ExpectedStatus)
                {
                    return $"GET {address} answers {(int)response.StatusCode}, not {probe.ExpectedStatus}";
                }
            }
            catch (HttpRequestException problem)
            {
                return $"GET {address}: {problem.Message}";
            }
        }

        return null;
    }

    private async Task<string?> CheckAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key).ToHashSet();
        if (keys.Count == 0)
        {
            return null;
        }

        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken).ConfigureAwait(false);
        var (name, entry) = report.Entries.FirstOrDefault(e => e.Value.Status != HealthStatus.Healthy);
        return name is null ? null : $"health check {name}: {entry.Description ?? entry.Exception?.Message ?? entry.Status.ToString()}";
    }
}
