using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ServiceDefaults;

/// <summary>
/// A token's name in the cache: SHA-256, because two tokens with one name would be one caller with the other's rights. The token itself is
/// not kept, so a dump of the memory holds no list of them.
/// </summary>
internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    /// <param name="token">At most <see cref="TokenValidator.MaxLength"/> characters, all of them ASCII.</param>
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> bytes = stackalloc byte[token.Length];
        var length = Encoding.ASCII.GetBytes(token, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        var parts = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new TokenHash(parts[0], parts[1]);
    }

    public override int GetHashCode() => (int)(ulong)Low;
}
