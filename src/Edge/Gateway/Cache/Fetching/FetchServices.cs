using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Gateway.Cache.Fetching;

/// <summary>What every fetch needs.</summary>
internal sealed class FetchServices(IOptions<EdgeCacheOptions> options, ResponseFiler filer, TimeProvider time)
{
    public EdgeCacheOptions Options { get; } = options.Value;

    public ResponseFiler Filer { get; } = filer;

    public TimeProvider Time { get; } = time;

    /// <summary>The route's own limit, else the cache's.</summary>
    public TimeSpan TimeLimit(HttpContext client) =>
        client.GetEndpoint()?.Metadata.GetMetadata<RequestTimeoutAttribute>()?.Timeout ?? Options.FetchTimeout;
}
