namespace Ordering.Idempotency;

/// <summary>Sends an answer, the first time or again.</summary>
internal sealed class AnswerResult(Answer answer, bool replayed) : IResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }

        if (replayed)
        {
            response.Headers[ReplayedHeader] = "true";
        }

        return response.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
