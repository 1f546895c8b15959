using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Engine;

/// <summary>HTTP to the resources of this machine, whose certificate is the development one.</summary>
internal sealed class DevelopmentHttp(RunContext run)
{
    public HttpClient CreateClient(Uri? address = null) => new(CreateHandler()) { BaseAddress = address };

    /// <summary>The address of an endpoint; without a name https before http before the first.</summary>
    public static Uri AddressOf(IResourceWithEndpoints resource, string? endpointName)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var endpoint = endpointName is null
            ? endpoints.FirstOrDefault(e => e.UriScheme == "https") ?? endpoints.FirstOrDefault(e => e.UriScheme == "http") ?? endpoints.FirstOrDefault()
            : endpoints.FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null)
        {
            var known = endpoints.Count == 0 ? "it has none" : "it has " + string.Join(", ", endpoints.Select(e => e.Name));
            throw new ArgumentException($"Resource '{resource.Name}' has no endpoint '{endpointName ?? "http"}': {known}.", nameof(endpointName));
        }

        return endpoint.AllocatedEndpoint is { } allocated
            ? new Uri(allocated.UriString)
            : throw new InvalidOperationException($"Resource '{resource.Name}' has no address before the application starts. Call StartAsync first.");
    }

    // Trusts the development certificate besides what the machine trusts, and that one only.
    private SocketsHttpHandler CreateHandler() => new()
    {
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, presented, _, errors) =>
                errors == SslPolicyErrors.None || (presented is not null && IsOurs(presented)),
        },
    };

    private bool IsOurs(X509Certificate presented)
    {
        if (run.Certificate is not { } ours)
        {
            return false;
        }

        using var trusted = X509CertificateLoader.LoadCertificateFromFile(ours.TrustPath);
        return trusted.GetRawCertData().AsSpan().SequenceEqual(presented.GetRawCertData());
    }
}
