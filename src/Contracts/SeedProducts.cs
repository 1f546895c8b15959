using System.Buffers.Binary;

namespace Contracts;

/// <summary>
/// The ids of the products every fresh system starts with. Catalog and Inventory compute the same ids, so neither has to ask the other.
/// </summary>
public static class SeedProducts
{
    public const int Count = 10_000;

    private const long FirstMoment = 1_735_689_600_000; // 2025-01-01T00:00:00Z in Unix milliseconds
    private const long Spacing = 1_000; // a product a second

    /// <summary>The id of seed product <paramref name="n"/>: a UUIDv7 (RFC 9562, section 5.7) whose random part is a hash of n.</summary>
    /// <param name="n">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seed product.</exception>
    public static Guid Id(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Count);

        Span<byte> bytes = stackalloc byte[16];
        var high = ((ulong)(FirstMoment + n * Spacing) << 16) | 0x7000 | (Mix((ulong)n) & 0x0FFF);
        var low = 0x8000_0000_0000_0000 | (Mix((ulong)n + Count) >> 2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): neighbours in, strangers out. Any seed data may draw from it.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
