namespace Gateway.Cache.Rules;

/// <summary>Comparison of entity tags: RFC 9110, section 8.8.3.2.</summary>
internal static class EntityTag
{
    public static bool IsWeak(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal);

    public static bool WeakEquals(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => Opaque(one).SequenceEqual(Opaque(other));

    public static bool StrongEquals(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => !IsWeak(one) && one.SequenceEqual(other);

    /// <summary>Whether a list of tags (<c>If-None-Match</c>) holds <paramref name="tag"/>, or is <c>*</c>.</summary>
    public static bool IsListed(ReadOnlySpan<char> list, string? tag)
    {
        if (list.Trim(" \t") is "*")
        {
            return true;
        }

        while (tag is not null && !list.IsEmpty)
        {
            var end = End(list);
            if (WeakEquals(list[..end].Trim(" \t"), tag))
            {
                return true;
            }

            list = end == list.Length ? default : list[(end + 1)..];
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => IsWeak(tag) ? tag[2..] : tag;

    /// <summary>The first comma outside of quotes; a tag may hold commas, but has no escapes.</summary>
    private static int End(ReadOnlySpan<char> list)
    {
        var quoted = false;
        for (var i = 0; i < list.Length; i++)
        {
            quoted ^= list[i] == '"';
            if (list[i] == ',' && !quoted)
            {
                return i;
            }
        }

        return list.Length;
    }
}
