using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>
/// Writes every error as a problem document (RFC 9457) with the id of its trace. The framework's own writer is silent when the client accepts
/// no JSON, and an error with no words is worse than one in the wrong format.
/// </summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    private const string TraceId = "traceId";
    private const string ContentType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = context.ProblemDetails;
        problem.Status ??= response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        if (Activity.Current is { } span)
        {
            problem.Extensions[TraceId] = span.TraceId.ToHexString();
        }

        response.StatusCode = problem.Status.Value;
        response.Headers.CacheControl = "no-store";
        response.ContentType = ContentType;
        // Not WriteAsJsonAsync: it gives up with the request's own token, which has been cancelled when the problem is that time is up.
        var document = JsonSerializer.SerializeToUtf8Bytes(problem, problem.GetType(), json.Value.SerializerOptions);
        response.ContentLength = document.Length;
        await response.Body.WriteAsync(document, CancellationToken.None);
    }
}
