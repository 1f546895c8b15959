using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Protocols;

/// <summary>
/// Refuses requests that two readers in a row could read differently (request smuggling), or that cost more than any honest one. Kestrel refuses what is
/// malformed; this is what it lets through.
/// </summary>
internal sealed class RequestShape(RequestDelegate next, IOptions<EdgeLimits> limits)
{
    /// <summary>Where Kestrel puts a Content-Length that it has set aside because the body is chunked.</summary>
    private const string SetAsideLength = "X-Content-Length";
    private const string Chunked = "chunked";

    private readonly int _parameters = limits.Value.QueryParameters;

    public Task InvokeAsync(HttpContext context) => Fault(context) is { } fault
        ? TypedResults.Problem(fault.Detail, statusCode: fault.Status).ExecuteAsync(context)
        : next(context);

    private (int Status, string Detail)? Fault(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsTrace(request.Method))
        {
            // It echoes credentials that a script could not read otherwise.
            return (StatusCodes.Status405MethodNotAllowed, "TRACE is not served.");
        }

        if (HttpMethods.IsConnect(request.Method) && context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true)
        {
            return (StatusCodes.Status405MethodNotAllowed, "This is a front for its own services, not a proxy to anywhere.");
        }

        return request.Headers.TransferEncoding.Count > 0 && FramingFault(request) is { } fault ? fault
            : request.QueryString.Value.AsSpan().Count('&') >= _parameters
                ? (StatusCodes.Status400BadRequest, $"The query has more than {_parameters} parameters.")
                : null;
    }

    /// <summary>RFC 9112, 6.1 and 6.3: a length beside chunks may be an attempt to smuggle; HTTP/1.0 has no chunks; other codings are not undone here.</summary>
    private static (int Status, string Detail)? FramingFault(HttpRequest request)
    {
        if (request.ContentLength is not null || request.Headers.ContainsKey(SetAsideLength))
        {
            return (StatusCodes.Status400BadRequest, "The request has both Content-Length and Transfer-Encoding.");
        }

        if (HttpProtocol.IsHttp10(request.Protocol))
        {
            return (StatusCodes.Status400BadRequest, "The request has Transfer-Encoding, which HTTP/1.0 does not know.");
        }

        return request.Headers.TransferEncoding is [var coding] && Chunked.Equals(coding, StringComparison.OrdinalIgnoreCase)
            ? null
            : (StatusCodes.Status501NotImplemented, "The only transfer coding served is chunked.");
    }
}
