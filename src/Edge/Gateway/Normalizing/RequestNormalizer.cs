using Microsoft.Net.Http.Headers;

namespace Gateway.Normalizing;

/// <summary>
/// Takes away the headers by which a client could pass for somebody else, or for its own front: where it comes from, what it was rewritten from, and
/// whatever it declares to be for this hop only (RFC 9110, 7.6.1; Kestrel hides the declaration where it also says "close"). A proxy that is trusted in
/// front of this one has its say before this stage.
/// </summary>
internal sealed class RequestNormalizer(RequestDelegate next)
{
    /// <summary>YARP writes X-Forwarded-* anew from what it sees. The others are read by one framework or another.</summary>
    private static readonly string[] Claims =
    [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-URL", "X-Rewrite-URL", "X-Original-Host",
        "X-HTTP-Method-Override", "X-Method-Override", "Proxy", "Surrogate-Key", "Surrogate-Control", "baggage",
    ];

    /// <summary>Never for one hop only, whatever a client declares: without them the request would mean something else.</summary>
    private static readonly string[] EndToEnd =
        [HeaderNames.Host, HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.TransferEncoding, HeaderNames.CacheControl, HeaderNames.Upgrade];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        foreach (var claim in Claims)
        {
            headers.Remove(claim);
        }

        if (headers.Connection.Count > 0)
        {
            RemoveDeclared(headers);
        }

        return next(context);
    }

    private static void RemoveDeclared(IHeaderDictionary headers)
    {
        foreach (var name in headers.GetCommaSeparatedValues(HeaderNames.Connection))
        {
            if (!EndToEnd.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase))
            {
                headers.Remove(name);
            }
        }
    }
}
