using System.Buffers.Binary;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.RateLimits;

/// <summary>Whose bucket of which policy.</summary>
/// <param name="Policy">Compared by reference: there is one of each name.</param>
/// <param name="Kind">Keeps a user apart from a client of the same name.</param>
/// <param name="Name">The claim, for a subject or client.</param>
/// <param name="Address">The IPv4 address, or the upper half of the IPv6 address.</param>
internal readonly record struct CallerKey(RateLimitPolicy Policy, CallerKind Kind, string? Name, ulong Address)
{
    /// <summary>OpenID Connect Core 2: a subject has at most 255 characters. Whatever is longer is kept as its hash.</summary>
    private const int LongestName = 255;

    public static CallerKey Of(RateLimitPolicy policy, ClaimsPrincipal user, IPAddress? address) =>
        policy.By == LimitBy.Address || user.Identity is not { IsAuthenticated: true } ? OfAddress(policy, address)
        : user.FindFirst("sub")?.Value is { Length: > 0 } subject ? OfName(policy, CallerKind.Subject, subject)
        : user.FindFirst("client_id")?.Value is { Length: > 0 } client ? OfName(policy, CallerKind.Client, client)
        : OfAddress(policy, address);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(RateLimitPolicy policy, string text, out CallerKey key)
    {
        foreach (var kind in (ReadOnlySpan<CallerKind>)[CallerKind.Subject, CallerKind.Client])
        {
            if (text.StartsWith(Prefix(kind), StringComparison.Ordinal) && text.Length > Prefix(kind).Length)
            {
                key = OfName(policy, kind, text[Prefix(kind).Length..]);
                return true;
            }
        }

        var isAddress = IPAddress.TryParse(text.EndsWith("/64", StringComparison.Ordinal) ? text[..^3] : text, out var address);
        key = isAddress ? OfAddress(policy, address) : default;
        return isAddress;
    }

    public override int GetHashCode() => HashCode.Combine(Policy, Kind, Name, Address);

    /// <summary><c>sub:alice</c>, <c>client:demo</c>, <c>203.0.113.7</c> or <c>2001:db8::/64</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Address);
        return Kind switch
        {
            CallerKind.IPv4Address => new IPAddress(bytes[4..8]).ToString(),
            CallerKind.IPv6Network => $"{new IPAddress(bytes)}/64",
            _ => Prefix(Kind) + Name,
        };
    }

    private static string Prefix(CallerKind kind) => kind == CallerKind.Subject ? "sub:" : "client:";

    private static CallerKey OfName(RateLimitPolicy policy, CallerKind kind, string name) => new(
        policy, kind, name.Length <= LongestName ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), 0);

    private static CallerKey OfAddress(RateLimitPolicy policy, IPAddress? address)
    {
        // No address: a Unix socket or a test server. They share one bucket rather than none.
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return new CallerKey(policy, CallerKind.IPv4Address, null, 0);
        }

        return length == 4 ? OfIPv4(policy, bytes)
            : address.IsIPv4MappedToIPv6 ? OfIPv4(policy, bytes[12..])
            : new CallerKey(policy, CallerKind.IPv6Network, null, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    private static CallerKey OfIPv4(RateLimitPolicy policy, ReadOnlySpan<byte> bytes) =>
        new(policy, CallerKind.IPv4Address, null, BinaryPrimitives.ReadUInt32BigEndian(bytes));
}
