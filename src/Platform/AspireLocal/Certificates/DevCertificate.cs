using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AspireLocal.State;

namespace AspireLocal.Certificates;

/// <summary>The certificate that https endpoints on this machine serve, and what a client needs to trust it. One for each user, made on first use.</summary>
/// <param name="CertificatePath">PEM. Also the file to trust: <c>curl --cacert</c>, a browser's import.</param>
/// <param name="KeyPath">PEM, private to the user.</param>
/// <param name="TrustDirectory">For <c>SSL_CERT_DIR</c>: holds the certificate under the name OpenSSL looks it up by.</param>
internal sealed record DevCertificate(string CertificatePath, string KeyPath, string TrustDirectory)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    // Where distributions keep what the system trusts: SSL_CERT_DIR replaces it, so it has to be named again.
    private static readonly string[] SystemDirectories = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

    public string TrustPath => CertificatePath;

    /// <summary>What makes a Kestrel child serve it.</summary>
    public IReadOnlyDictionary<string, string> ServeEnvironment => new Dictionary<string, string>
    {
        ["Kestrel__Certificates__Default__Path"] = CertificatePath,
        ["Kestrel__Certificates__Default__KeyPath"] = KeyPath,
    };

    /// <summary>
    /// What makes a child trust it, beside what it trusted before: .NET and OpenSSL on Linux by directory, Node by file. On macOS and Windows .NET asks
    /// the system's store only, and the user has to add <see cref="TrustPath"/> there.
    /// </summary>
    public IReadOnlyDictionary<string, string> TrustEnvironment
    {
        get
        {
            var before = Environment.GetEnvironmentVariable("SSL_CERT_DIR") is { Length: > 0 } set ? [set] : SystemDirectories.Where(Directory.Exists);
            var environment = new Dictionary<string, string> { ["SSL_CERT_DIR"] = string.Join(Path.PathSeparator, before.Prepend(TrustDirectory)) };
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NODE_EXTRA_CA_CERTS")))
            {
                environment["NODE_EXTRA_CA_CERTS"] = TrustPath;
            }

            return environment;
        }
    }

    /// <summary>The user's certificate; made when there is none, when it is damaged, or in the last 30 days of its year.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">The folder can't be written.</exception>
    public static async Task<DevCertificate> EnsureAsync(UserFolders folders, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(folders.Data, "certificates");
        var certificate = new DevCertificate(Path.Combine(folder, "localhost.pem"), Path.Combine(folder, "localhost.key"), Path.Combine(folder, "trust"));
        UserFolders.Create(folder);
        try
        {
            using var held = await FolderLock.AcquireAsync(Path.Combine(folder, ".lock"), null, cancellationToken);
            if (!certificate.IsGood(DateTimeOffset.UtcNow))
            {
                certificate.Write(SelfSigned.Create(DateTimeOffset.UtcNow, TimeSpan.FromDays(365)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(folder, exception);
        }

        return certificate;
    }

    internal void Write(SelfSigned made)
    {
        if (Directory.Exists(TrustDirectory))
        {
            Directory.Delete(TrustDirectory, recursive: true);
        }

        Directory.CreateDirectory(TrustDirectory);
        PrivateFile.Write(KeyPath, made.Key);
        File.WriteAllText(CertificatePath, made.Certificate);
        File.WriteAllText(Path.Combine(TrustDirectory, made.LookupName), made.Certificate);
    }

    private bool IsGood(DateTimeOffset now)
    {
        try
        {
            // Throws when one is missing, unreadable, or not the other's.
            using var pair = X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);
            return pair.NotAfter.ToUniversalTime() - now > RenewBefore
                && File.ReadAllText(Path.Combine(TrustDirectory, SelfSigned.LookupNameOf(pair.SubjectName))) == File.ReadAllText(CertificatePath);
        }
        catch (Exception exception) when (exception is IOException or CryptographicException)
        {
            return false;
        }
    }
}
