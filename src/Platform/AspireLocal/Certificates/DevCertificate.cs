using AspireLocal.State;

namespace AspireLocal.Certificates;

/// <summary>The certificate that https endpoints on this machine serve, and what a client needs to trust it.</summary>
internal sealed record DevCertificate(string CertificatePath, string KeyPath, string TrustPath, string TrustDirectory)
{
    /// <summary>What makes a Kestrel child serve it.</summary>
    public IReadOnlyDictionary<string, string> ServeEnvironment => new Dictionary<string, string>
    {
        ["Kestrel__Certificates__Default__Path"] = CertificatePath,
        ["Kestrel__Certificates__Default__KeyPath"] = KeyPath,
    };

    /// <summary>What makes a child trust it, beside what the system trusts.</summary>
    public IReadOnlyDictionary<string, string> TrustEnvironment => new Dictionary<string, string> { ["SSL_CERT_DIR"] = $"{TrustDirectory}:/etc/ssl/certs" };

    public static Task<DevCertificate> EnsureAsync(UserFolders folders, CancellationToken cancellationToken) => throw new NotImplementedException($"{folders} {cancellationToken}");
}
