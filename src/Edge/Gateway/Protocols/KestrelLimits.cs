using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Protocols;

/// <summary>Sets Kestrel's limits from <see cref="EdgeLimits"/>.</summary>
internal sealed class KestrelLimits(IOptions<EdgeLimits> limits) : IConfigureOptions<KestrelServerOptions>
{
    private const int KiB = 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public void Configure(KestrelServerOptions options)
    {
        var (edge, kestrel) = (limits.Value, options.Limits);
        kestrel.MaxConcurrentConnections = edge.Connections;
        kestrel.MaxConcurrentUpgradedConnections = edge.UpgradedConnections;
        kestrel.RequestHeadersTimeout = edge.HeadersTimeout;
        kestrel.KeepAliveTimeout = edge.KeepAlive;
        kestrel.MaxRequestLineSize = edge.RequestLineBytes;
        kestrel.MaxRequestHeadersTotalSize = edge.HeaderBytes;
        kestrel.MaxRequestHeaderCount = edge.HeaderCount;
        // A sender that trickles its body, or a reader that never reads its answer, holds buffers on both sides of the edge.
        kestrel.MinRequestBodyDataRate = kestrel.MinResponseDataRate = new MinDataRate(edge.MinimumBytesPerSecond, Grace);
        kestrel.Http2.MaxStreamsPerConnection = edge.Http2Streams;
        kestrel.Http2.MaxRequestHeaderFieldSize = edge.HeaderBytes;
        // What one connection may have in flight and unread: bounded here, since the services behind read at their own pace.
        kestrel.Http2.InitialConnectionWindowSize = 512 * KiB;
        kestrel.Http2.InitialStreamWindowSize = 256 * KiB;
        // A peer that vanished without a word is noticed by its silence, not by the next write.
        kestrel.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
    }
}
