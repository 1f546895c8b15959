using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServiceDefaults;

/// <summary>A client that is told "not now" is also told when: otherwise it asks again at once, when it helps least.</summary>
internal static class RetryAfter
{
    /// <summary>In seconds, for an answer that does not name its own.</summary>
    private const string Default = "1";

    public static void UseRetryAfter(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(AddWhereMissing, context.Response);
        return next(context);
    });

    private static Task AddWhereMissing(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable &&
            StringValues.IsNullOrEmpty(response.Headers.RetryAfter))
        {
            response.Headers.RetryAfter = Default;
        }

        return Task.CompletedTask;
    }
}
