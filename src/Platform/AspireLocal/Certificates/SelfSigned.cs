using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AspireLocal.Certificates;

/// <summary>A new certificate for this machine's own names. It can vouch for nothing but itself, so a stolen key signs no other name.</summary>
/// <param name="LookupName">The file name by which OpenSSL finds it in a directory.</param>
internal sealed record SelfSigned(string Certificate, string Key, string LookupName)
{
    private const string Name = "localhost";
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public static SelfSigned Create(DateTimeOffset now, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedName($"CN={Name}");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(Names());
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now + lifetime);
        return new(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n", LookupNameOf(subject));
    }

    /// <summary>
    /// OpenSSL's X509_NAME_hash: the first four bytes of SHA-1 over the name's canonical form, which is its parts in order, without the outer sequence,
    /// as UTF-8 in lower case. Enough of it for a name with one part.
    /// </summary>
    public static string LookupNameOf(X500DistinguishedName subject)
    {
        var part = subject.EnumerateRelativeDistinguishedNames().Single();
        var canonical = new AsnWriter(AsnEncodingRules.DER);
        using (canonical.PushSetOf())
        using (canonical.PushSequence())
        {
            canonical.WriteObjectIdentifier(part.GetSingleElementType().Value!);
            canonical.WriteCharacterString(UniversalTagNumber.UTF8String, part.GetSingleElementValue()!.ToLowerInvariant());
        }

#pragma warning disable CA5350 // It names a file, it secures nothing.
        var hash = SHA1.HashData(canonical.Encode());
#pragma warning restore CA5350
        return BitConverter.ToUInt32(hash).ToString("x8", CultureInfo.InvariantCulture) + ".0";
    }

    private static X509Extension Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        names.AddDnsName("*.localhost");
        names.AddDnsName("*.dev.localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
