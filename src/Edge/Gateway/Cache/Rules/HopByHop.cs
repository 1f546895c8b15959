using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>Headers that are about one connection or one exchange, and are not stored: RFC 9111, section 3.1.</summary>
internal static class HopByHop
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization", "Proxy-Connection", "TE",
        "Trailer", "Transfer-Encoding", "Upgrade",
        // Of the one request that filled the cache.
        "Server-Timing", "traceresponse", "Alt-Svc",
        // Told anew with each use.
        "Age", "Content-Length",
    };

    /// <param name="connection">The response's own <c>Connection</c> header, which may name more.</param>
    public static bool Contains(string name, StringValues connection)
    {
        if (Names.Contains(name))
        {
            return true;
        }

        return connection.Count > 0 && FieldList.Split(connection).Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
