using System.ComponentModel.DataAnnotations;

namespace Gateway.Protocols;

/// <summary>
/// Section <c>EdgeLimits</c>: how much one client, and all of them together, may take before anything is known of them. Each bounds memory or time that
/// an attacker could otherwise hold for nothing.
/// </summary>
internal sealed record EdgeLimits
{
    public const string Section = "EdgeLimits";

    /// <summary>Connections at once; the next one is closed.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 10_000;

    /// <summary>WebSockets at once, which live long and would otherwise crowd out what is short.</summary>
    [Range(1, 1_000_000)]
    public int UpgradedConnections { get; init; } = 5_000;

    /// <summary>Time for a request's headers to arrive in full: what a client that sends a byte now and then (slowloris) may hold.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may lie idle. Longer than a browser's own patience: the client closes first, and no request meets a closing door.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Bytes of a request line: 8 KiB of URL is what other servers accept too.</summary>
    [Range(1_024, 65_536)]
    public int RequestLineBytes { get; init; } = 8 * 1024;

    /// <summary>Bytes of all headers of a request.</summary>
    [Range(1_024, 1_048_576)]
    public int HeaderBytes { get; init; } = 32 * 1024;

    /// <summary>Headers of a request.</summary>
    [Range(10, 1_000)]
    public int HeaderCount { get; init; } = 100;

    /// <summary>Query parameters of a request: hash tables, firewall rules and services all pay for each.</summary>
    [Range(1, 10_000)]
    public int QueryParameters { get; init; } = 500;

    /// <summary>Streams of one HTTP/2 connection at once. Browsers open up to 100.</summary>
    [Range(1, 1_000)]
    public int Http2Streams { get; init; } = 100;

    /// <summary>Bytes a second that a body must come and go with, after 5 s of grace.</summary>
    [Range(1, 1_000_000)]
    public double MinimumBytesPerSecond { get; init; } = 240;
}
