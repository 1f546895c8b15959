using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network endpoint of a resource.</summary>
public sealed class EndpointAnnotation(
    ProtocolType protocol,
    string? uriScheme = null,
    string? transport = null,
    string? name = null,
    int? port = null,
    int? targetPort = null,
    bool? isExternal = null,
    bool isProxied = true) : IResourceAnnotation
{
    private string? _transport = transport;

    public string Name { get; } = name ?? uriScheme ?? protocol.ToString().ToLowerInvariant();

    public ProtocolType Protocol { get; set; } = protocol;

    public string UriScheme { get; set; } = uriScheme ?? protocol.ToString().ToLowerInvariant();

    /// <summary><c>http</c>, <c>http2</c> or <c>tcp</c>.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>The port clients use; null for one picked at start.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port the process listens on; null for the same as <see cref="Port"/>.</summary>
    public int? TargetPort { get; set; } = targetPort;

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>False when the process must listen on <see cref="Port"/> itself, in tests too.</summary>
    public bool IsProxied { get; set; } = isProxied;

    public bool TlsEnabled { get; set; } = uriScheme == "https";

    /// <summary>Variable that tells the process its port; such an endpoint is not listed in <c>ASPNETCORE_URLS</c>.</summary>
    public string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>The address in this run; null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
