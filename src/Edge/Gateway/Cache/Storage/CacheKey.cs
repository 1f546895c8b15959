namespace Gateway.Cache.Storage;

/// <summary>
/// Which resource: what the origin will be asked for. Made of the request's own strings, so that looking it up allocates nothing. The method
/// is not in it: only responses to GET are stored.
/// </summary>
/// <param name="Path">Decoded, as the router sees it.</param>
/// <param name="Query">With its question mark; empty where there is none.</param>
internal readonly record struct CacheKey(string Scheme, string Host, string Path, string Query)
{
    /// <summary>Computed once: it picks the shard, and then the place in it.</summary>
    private readonly int _hash = HashCode.Combine(Path.GetHashCode(), Query.GetHashCode(), Host.Length, Scheme.Length);

    public static CacheKey Of(HttpRequest request) =>
        new(request.Scheme, request.Host.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "");

    /// <summary>The key of a URL, absolute or relative to this one; null where it is none or leads to another origin.</summary>
    public CacheKey? Resolve(string url) =>
        Uri.TryCreate(ToString(), UriKind.Absolute, out var here) && Uri.TryCreate(here, url, out var target) &&
        Parse(target.AbsoluteUri) is { } key && key.Scheme == Scheme && string.Equals(key.Host, Host, StringComparison.OrdinalIgnoreCase)
            ? key
            : null;

    /// <summary>The key of an absolute URL, to the letter, so that it is the inverse of <see cref="ToString"/>; null where it is none.</summary>
    public static CacheKey? Parse(string url)
    {
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || url[..colon] is not ("http" or "https"))
        {
            return null;
        }

        var host = url.AsSpan(colon + 3);
        host = host[..(host.IndexOfAny('/', '?', '#') is var end and >= 0 ? end : host.Length)];
        var rest = url.AsSpan(colon + 3 + host.Length);
        rest = rest[..(rest.IndexOf('#') is var hash and >= 0 ? hash : rest.Length)];
        var query = rest.IndexOf('?') is var mark and >= 0 ? mark : rest.Length;
        var path = query == 0 ? "/" : PathString.FromUriComponent(rest[..query].ToString()).Value!;
        return new CacheKey(url[..colon], host.ToString(), path, rest[query..].ToString());
    }

    public bool Equals(CacheKey other) =>
        Path == other.Path && Query == other.Query && Scheme == other.Scheme &&
        string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{Scheme}://{Host}{new PathString(Path).ToUriComponent()}{Query}";
}
