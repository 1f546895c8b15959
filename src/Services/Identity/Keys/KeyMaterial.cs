using System.Security.Cryptography;

namespace Identity.Keys;

/// <summary>
/// What one rotation makes: an RSA key that signs, and a secret that encrypts what only Identity itself reads (codes, refresh tokens). RSA,
/// because every client must know RS256 (OpenID Connect Core, section 15.1), and because checking is what happens most and is cheap.
/// </summary>
internal sealed record KeyMaterial(RSA Signing, byte[] Encryption)
{
    private const int RsaBits = 2048;
    private const int SecretBytes = 32;

    public static KeyMaterial New() => new(RSA.Create(RsaBits), RandomNumberGenerator.GetBytes(SecretBytes));

    public static KeyMaterial Read(ReadOnlySpan<byte> bytes)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(bytes[SecretBytes..], out _);
        return new KeyMaterial(rsa, bytes[..SecretBytes].ToArray());
    }

    public byte[] Write() => [.. Encryption, .. Signing.ExportPkcs8PrivateKey()];
}
