namespace Gateway.Cache.Rules;

/// <summary>One range of a body: RFC 9110, section 14.1.2.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">In bytes; 0 when nothing of the range exists (416).</param>
internal readonly record struct ByteRange(int Start, int Length)
{
    private const string Unit = "bytes=";

    /// <summary>
    /// Null where the header is to be ignored: another unit, more than one range (few clients ask for that, and the whole is a right answer
    /// too), or malformed.
    /// </summary>
    public static ByteRange? Parse(ReadOnlySpan<char> header, int total)
    {
        if (!header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = header[Unit.Length..].Trim(" \t");
        var dash = text.IndexOf('-');
        if (dash < 0)
        {
            return null;
        }

        var first = text[..dash];
        var last = text[(dash + 1)..];
        if (first.IsEmpty)
        {
            return DeltaSeconds.Parse(last) is { } suffix ? Suffix(suffix, total) : null;
        }

        if (DeltaSeconds.Parse(first) is not { } start || (!last.IsEmpty && DeltaSeconds.Parse(last) is null))
        {
            return null;
        }

        var end = Math.Min(DeltaSeconds.Parse(last) ?? long.MaxValue, total - 1);
        return start >= total ? default(ByteRange) : end < start ? null : new ByteRange((int)start, (int)(end - start + 1));
    }

    private static ByteRange Suffix(long bytes, int total)
    {
        var length = (int)Math.Min(bytes, total);
        return new ByteRange(total - length, length);
    }
}
