using System.Globalization;

namespace Ordering.Http;

/// <summary>An answer that may be another one soon.</summary>
/// <param name="delay">When to ask again; whole seconds.</param>
internal sealed class RetryAfterResult(IResult answer, TimeSpan delay) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = ((int)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer.ExecuteAsync(httpContext);
    }
}
