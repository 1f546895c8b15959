using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Catalog.Http;

/// <summary>RFC 9110, section 13: requests that depend on what the client has.</summary>
internal static class Conditional
{
    /// <summary>Sets the validators of the answer and says whether the client has it already (If-None-Match, weak comparison).</summary>
    public static bool NotModified(this HttpContext context, string tag, string cacheControl)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = cacheControl;
        var current = new EntityTagHeaderValue(tag);
        return new RequestHeaders(context.Request.Headers).IfNoneMatch
            .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(current, useStrongComparison: false));
    }

    /// <summary>The tags of If-Match; empty when the header is missing or holds no tag.</summary>
    public static IList<EntityTagHeaderValue> IfMatch(this HttpRequest request) => new RequestHeaders(request.Headers).IfMatch;
}
