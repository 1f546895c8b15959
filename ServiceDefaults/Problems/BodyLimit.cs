using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceDefaults;

/// <summary>
/// Refuses a body that says it is too large before a byte of it is read. One that does not say (chunked) is cut off by Kestrel at the same limit.
/// </summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app) => app.Use((context, next) =>
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        return limit?.MaxRequestBodySize < context.Request.ContentLength ? RefuseAsync(context, limit) : next(context);
    });

    private static Task RefuseAsync(HttpContext context, IHttpMaxRequestBodySizeFeature limit)
    {
        var detail = $"The request body is {context.Request.ContentLength} bytes; the most that is read is {limit.MaxRequestBodySize}.";
        if (!limit.IsReadOnly)
        {
            // The answer leaves now; Kestrel then reads away what the client still sends, for 5 s at most. Closed at once, the client would see
            // a reset connection and never the answer.
            limit.MaxRequestBodySize = null;
        }

        return TypedResults.Problem(detail, statusCode: StatusCodes.Status413PayloadTooLarge).ExecuteAsync(context);
    }
}
