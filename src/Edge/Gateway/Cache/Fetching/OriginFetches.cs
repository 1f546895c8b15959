using Gateway.Cache.Serving;
using Gateway.Cache.Storage;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Fetching;

/// <summary>Asks the origin, once for all who ask for the same at the same time.</summary>
internal sealed class OriginFetches(EdgeStore store, InFlight inFlight, FetchServices services, IServiceScopeFactory scopes)
{
    /// <summary>Answers from a fetch: this request's own, or one that is under way.</summary>
    /// <returns>False when the fetch had nothing for this request, which should look again.</returns>
    public async Task<bool> AnswerAsync(HttpContext context, CacheMiss miss, RequestDelegate next)
    {
        var fetch = Join(context, miss, true, next, out var begun);
        FetchOutcome outcome;
        try
        {
            outcome = await fetch.Outcome.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException) when (begun)
        {
            fetch.Abandon();
            throw;
        }

        var status = CacheStatus.Forwarded(miss.Forward, outcome.Status, outcome.IsStored, !begun);
        if (outcome.PassedBody is not null && begun)
        {
            await PassedAnswer.WriteAsync(context, outcome, status);
            return true;
        }

        if (outcome.Response is not { } response || !(begun || response.Selecting.Matches(context.Request.Headers)))
        {
            return false;
        }

        await WriteAsync(context, outcome, response, status);
        return true;
    }

    /// <summary>Renews a stale response that has been sent already.</summary>
    public void Renew(HttpContext context, CacheMiss miss, RequestDelegate next)
    {
        if (!inFlight.IsRunning(miss.Key, Variant(miss, context.Request.Headers)))
        {
            Join(context, miss, false, next, out _);
        }
    }

    private Task WriteAsync(HttpContext context, FetchOutcome outcome, StoredResponse response, string status)
    {
        var now = services.Time.GetUtcNow();
        var text = response.TextAt(now);
        if (outcome.ServerTiming.Count > 0)
        {
            context.Response.Headers["Server-Timing"] = outcome.ServerTiming;
        }

        var age = text.Seconds > 0 || outcome.Status == StatusCodes.Status304NotModified ? text.Age : default;
        return CachedAnswer.WriteAsync(context, response, now, age, StringValues.Concat(response.OriginCacheStatus, status));
    }

    private OriginFetch Join(HttpContext context, CacheMiss miss, bool hasClient, RequestDelegate next, out bool begun)
    {
        var (key, purges) = (miss.Key, store.PurgePosition);
        if (miss.IsAlone)
        {
            begun = true;
            var alone = Create();
            _ = alone.RunAsync(next, scopes);
            return alone;
        }

        var variant = Variant(miss, context.Request.Headers);
        var fetch = inFlight.Join(key, variant, purges, Create, out begun);
        if (begun)
        {
            _ = RunAsync(fetch, variant, next);
        }

        return fetch;

        OriginFetch Create() => new(
            context,
            new FetchRequest(key, FetchContext.CopyHeaders(context.Request), miss.Demand.Directives, miss.Stored, purges, miss.Now),
            hasClient,
            services);
    }

    private async Task RunAsync(OriginFetch fetch, string variant, RequestDelegate next)
    {
        _ = fetch.Outcome.ContinueWith(
            _ => inFlight.Remove(fetch.Request.Key, variant, fetch),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await fetch.RunAsync(next, scopes);
    }

    private static string Variant(CacheMiss miss, IHeaderDictionary request) =>
        SelectingFields.Of(miss.Slot?.SelectingNames ?? [], request).ToString();
}
