namespace Gateway.Cache.Storage;

/// <summary>
/// Which resource: what the origin will be asked for. Made of the request's own strings, so that looking it up allocates nothing. The method
/// is not in it: only responses to GET are stored.
/// </summary>
/// <param name="Path">Decoded, as the router sees it.</param>
/// <param name="Query">With its question mark; empty where there is none.</param>
internal readonly record struct CacheKey(string Scheme, string Host, string Path, string Query)
{
    public static CacheKey Of(HttpRequest request) =>
        new(request.Scheme, request.Host.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "");

    /// <summary>The key of a URL, absolute or relative to this one; null where it is none or leads to another origin.</summary>
    public CacheKey? Resolve(string url)
    {
        return Uri.TryCreate(new Uri(ToString()), url, out var target) && Of(target) is var key && key.Scheme == Scheme &&
            string.Equals(key.Host, Host, StringComparison.OrdinalIgnoreCase)
            ? key
            : null;
    }

    /// <summary>The key of an absolute URL; null where it is none.</summary>
    public static CacheKey? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Of(uri) : null;

    public bool Equals(CacheKey other) =>
        Path == other.Path && Query == other.Query && Scheme == other.Scheme &&
        string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Path.GetHashCode(), Query.GetHashCode(), Host.Length, Scheme.Length);

    public override string ToString() => $"{Scheme}://{Host}{new PathString(Path).ToUriComponent()}{Query}";

    private static CacheKey Of(Uri uri) =>
        new(uri.Scheme, uri.Authority, PathString.FromUriComponent(uri.AbsolutePath).Value ?? "", uri.Query);
}
