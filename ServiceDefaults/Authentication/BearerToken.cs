using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>The token of a request: RFC 6750, section 2.1. Never from the query, where it would end up in logs.</summary>
public static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; null when the request has none. Another scheme (Basic, at the token endpoint) is not ours to judge.</summary>
    public static ReadOnlyMemory<char>? Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return null;
        }

        // Two headers become one text that no token is.
        var value = header.ToString().AsMemory().Trim();
        // The cast matters: a bare null would be an empty token.
        return value.Span.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : (ReadOnlyMemory<char>?)null;
    }
}
