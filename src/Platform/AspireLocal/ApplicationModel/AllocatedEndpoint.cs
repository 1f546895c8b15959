namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint can be reached in this run.</summary>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    /// <summary>TCP or UDP port, 1 to 65535.</summary>
    public int Port { get; } = port;

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => $"{Address}:{Port}";

    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}
