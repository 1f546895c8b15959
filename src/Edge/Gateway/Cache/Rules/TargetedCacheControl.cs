using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>
/// <c>CDN-Cache-Control</c> (RFC 9213): caching rules for this kind of cache only, which then ignores <c>Cache-Control</c> and
/// <c>Expires</c>. It is a structured dictionary (RFC 9651), and one that is malformed is ignored as a whole.
/// </summary>
internal static class TargetedCacheControl
{
    public const string Name = "CDN-Cache-Control";

    /// <summary>RFC 9651 keys are lower case: <c>MaX-aGe</c> is malformed here, though not in <c>Cache-Control</c>.</summary>
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.*");

    /// <summary>What it says; null where it is absent or malformed.</summary>
    public static CacheDirectives? Parse(StringValues lines)
    {
        if (lines.Count == 0)
        {
            return null;
        }

        var rest = string.Join(',', lines.ToArray()).AsSpan().Trim(' ');
        var directives = CacheDirectives.None;
        while (!rest.IsEmpty)
        {
            if (!TryMember(ref rest, ref directives))
            {
                return null;
            }
        }

        return directives;
    }

    private static bool TryMember(ref ReadOnlySpan<char> rest, ref CacheDirectives directives)
    {
        var length = KeyLength(rest);
        if (length == 0)
        {
            return false;
        }

        var name = rest[..length];
        rest = rest[length..];
        ReadOnlySpan<char> value = default;
        if (rest is ['=', .. var item])
        {
            length = item.IndexOfAny(',', ' ', '\t') is var end and >= 0 ? end : item.Length;
            value = item[..length];
            rest = item[length..];
            if (!IsItem(value) || (IsNumber(name) && DeltaSeconds.Parse(value) is null))
            {
                return false;
            }
        }

        directives = value is "?0" ? directives : directives.With(name, value is "?1" ? default : value);
        return TryComma(ref rest);
    }

    /// <summary>Over a comma to the next member, or to the end; a comma at the end is an error.</summary>
    private static bool TryComma(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t");
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != ',')
        {
            return false;
        }

        rest = rest[1..].TrimStart(" \t");
        return !rest.IsEmpty;
    }

    private static int KeyLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(KeyCharacters);
        length = length < 0 ? text.Length : length;
        return length > 0 && (char.IsAsciiLetterLower(text[0]) || text[0] == '*') ? length : 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> name) =>
        name is "max-age" or "s-maxage" or "stale-while-revalidate" or "stale-if-error";

    /// <summary>A bare item, roughly: an integer, a token, a string or a boolean; parameters are not used by any directive.</summary>
    private static bool IsItem(ReadOnlySpan<char> value) => value is "?0" or "?1" || DeltaSeconds.Parse(value) is not null ||
        value is ['"', .., '"'] || (!value.IsEmpty && char.IsAsciiLetter(value[0]));
}
