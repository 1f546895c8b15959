using System.IO.Pipelines;
using Gateway.Cache.Fetching;

namespace Gateway.Cache.Serving;

/// <summary>Streams a response that is not stored from its fetch to the client that asked first.</summary>
internal static class PassedAnswer
{
    public static async Task WriteAsync(HttpContext context, FetchOutcome outcome, string cacheStatus)
    {
        var response = context.Response;
        response.StatusCode = outcome.Status;
        foreach (var (name, value) in outcome.PassedHeaders!)
        {
            response.Headers[name] = value;
        }

        response.Headers.Append(CacheStatus.Header, cacheStatus);
        try
        {
            await CopyAsync(outcome.PassedBody!, response.BodyWriter, context.RequestAborted);
        }
        catch (IOException)
        {
            // The client must not take what it got for the whole.
            context.Abort();
        }
        finally
        {
            await outcome.PassedBody!.CompleteAsync();
        }
    }

    private static async Task CopyAsync(PipeReader from, PipeWriter to, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await from.ReadAsync(cancellationToken);
            foreach (var part in read.Buffer)
            {
                // At once: what is passed may be a stream, whose reader waits for each piece.
                await to.WriteAsync(part, cancellationToken);
            }

            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
