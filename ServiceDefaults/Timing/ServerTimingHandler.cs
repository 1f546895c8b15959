using System.Diagnostics;

namespace ServiceDefaults;

/// <summary>Collects the Server-Timing of every answer from another service (HTTP or gRPC) for the request that asked.</summary>
internal sealed class ServerTimingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var timings = RequestTimings.Of(Activity.Current);
        var response = await base.SendAsync(request, cancellationToken);
        if (timings is not null && response.Headers.TryGetValues(ServerTimingHeader.Name, out var values))
        {
            timings.AddDownstream(values.SelectMany(ServerTimingHeader.Parse));
        }

        return response;
    }
}
