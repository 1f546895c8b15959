using System.Globalization;
using Gateway.Cache.Rules;
using Gateway.Cache.Storage;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Serving;

/// <summary>
/// Sends a stored response: whole, a range of it, its headers, or the word that the client has it already. The common case, the whole, copies
/// prepared headers and one array.
/// </summary>
internal static class CachedAnswer
{
    public static Task WriteAsync(HttpContext context, StoredResponse stored, DateTimeOffset now, StringValues age, StringValues cacheStatus)
    {
        var request = context.Request.Headers;
        var headers = context.Response.Headers;
        headers[CacheStatus.Header] = cacheStatus;
        if (age.Count > 0)
        {
            headers.Age = age;
        }

        if (request.IfNoneMatch.Count + request.IfModifiedSince.Count > 0 && Conditions.IsNotModified(stored, request, now))
        {
            return NotModified(context.Response, stored);
        }

        foreach (var (name, value) in stored.Headers)
        {
            headers[name] = value;
        }

        return request.Range.Count > 0 && stored.Status == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method) &&
            Conditions.AllowsRange(stored, request) && ByteRange.Parse(request.Range.ToString(), stored.Body.Length) is { } range
            ? RangeAsync(context, stored, range)
            : SendAsync(context, stored.Status, stored.Body);
    }

    private static Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
        {
            return Task.CompletedTask;
        }

        response.ContentLength = body.Length;
        if (body.IsEmpty || HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var sent = response.BodyWriter.WriteAsync(body, context.RequestAborted);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    private static Task RangeAsync(HttpContext context, StoredResponse stored, ByteRange range)
    {
        var (start, length, total) = (range.Start, range.Length, stored.Body.Length);
        if (length == 0)
        {
            context.Response.Headers.Clear();
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{total}");
            return TypedResults
                .Problem($"The range is outside of the {total} bytes that there are.", statusCode: StatusCodes.Status416RangeNotSatisfiable)
                .ExecuteAsync(context);
        }

        context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {start}-{start + length - 1}/{total}");
        return SendAsync(context, StatusCodes.Status206PartialContent, stored.Body.Slice(start, length));
    }

    /// <summary>With what a 200 would have said of caching, and without what describes the body: RFC 9110, section 15.4.5.</summary>
    private static Task NotModified(HttpResponse response, StoredResponse stored)
    {
        response.StatusCode = StatusCodes.Status304NotModified;
        foreach (var (name, value) in stored.Headers)
        {
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ||
                name.Equals("Content-Location", StringComparison.OrdinalIgnoreCase))
            {
                response.Headers[name] = value;
            }
        }

        return Task.CompletedTask;
    }
}
