using Gateway.Cache.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Fetching;

/// <summary>Which headers are stored, and how later ones replace them.</summary>
internal static class HeaderUpdate
{
    /// <summary>They describe the bytes that are stored, which an update does not change.</summary>
    private static readonly HashSet<string> OfTheBytes =
        new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Content-Encoding", "Content-Range" };

    public static KeyValuePair<string, StringValues>[] Storable(IHeaderDictionary headers, CacheDirectives directives) =>
        [.. headers.Where(header => !HopByHop.Contains(header.Key, headers.Connection) &&
            !header.Key.Equals(CacheStatus.Header, StringComparison.OrdinalIgnoreCase) &&
            !directives.WithheldFields.Contains(header.Key, StringComparer.OrdinalIgnoreCase))];

    /// <summary>RFC 9111, section 3.2.</summary>
    public static HeaderDictionary Merge(KeyValuePair<string, StringValues>[] stored, IHeaderDictionary update)
    {
        var merged = new HeaderDictionary();
        foreach (var (name, value) in stored)
        {
            merged[name] = value;
        }

        foreach (var (name, value) in update)
        {
            if (!OfTheBytes.Contains(name))
            {
                merged[name] = value;
            }
        }

        return merged;
    }
}
