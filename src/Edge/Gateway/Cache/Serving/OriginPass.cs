using Gateway.Cache.Fetching;
using Gateway.Cache.Purging;
using Gateway.Cache.Rules;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Serving;

/// <summary>
/// Requests that go to the origin as they are. Their responses still tell the cache something: a change outdates what is stored
/// (RFC 9111, section 4.4), an answer to HEAD freshens it (section 4.3.5), and what can be stored after all is stored the next time.
/// </summary>
internal sealed class OriginPass(EdgeStore store, ResponseFiler filer, CachePurger purger, TimeProvider time)
{
    /// <param name="forward">Why, in a word of RFC 9211.</param>
    public Task GoAsync(HttpContext context, CacheKey key, string forward, RequestDelegate next)
    {
        var passed = new PassedRequest(context, key, forward, store.PurgePosition, time.GetUtcNow());
        context.Response.OnStarting(OnStartingAsync, passed);
        return next(context);
    }

    private Task OnStartingAsync(object state)
    {
        var passed = (PassedRequest)state;
        var response = passed.Context.Response;
        Learn(passed, passed.Context.Request.Method, response);
        response.Headers.Append(CacheStatus.Header, CacheStatus.Forwarded(passed.Forward, response.StatusCode));
        return Task.CompletedTask;
    }

    private void Learn(PassedRequest passed, string method, HttpResponse response)
    {
        if (HttpMethods.IsGet(method))
        {
            LearnFromGet(passed);
        }
        else if (HttpMethods.IsHead(method))
        {
            LearnFromHead(passed, response);
        }
        else if (response.StatusCode is >= 200 and < 400 && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method))
        {
            Invalidate(passed.Key, response.Headers);
        }
    }

    private void LearnFromGet(PassedRequest passed)
    {
        // Only a mark that says "can't be stored" is undone; the next request then fetches for all.
        if (store.Find(passed.Key) is { } slot && slot.PassUntil > passed.Sent && filer.MayStore(passed.ToFetch(null), passed.Context))
        {
            store.Pass(passed.Key, default);
        }
    }

    private void LearnFromHead(PassedRequest passed, HttpResponse response)
    {
        if (response.StatusCode != StatusCodes.Status200OK || store.Find(passed.Key)?.Select(passed.Context.Request.Headers) is not { } stored)
        {
            return;
        }

        var headers = response.Headers;
        var same = (response.ContentLength is not { } length || length == stored.Body.Length) &&
            (headers.ETag.Count == 0 || headers.ETag == stored.Meta.ETag) &&
            (headers.LastModified.Count == 0 || headers.LastModified == stored.Header("Last-Modified"));
        if (same)
        {
            var fetch = passed.ToFetch(stored);
            filer.Replace(fetch, stored, filer.Renew(fetch, stored, headers, OriginHeaders.SurrogateKeys(passed.Context)));
        }
        else
        {
            store.Remove(passed.Key, stored);
        }
    }

    /// <summary>Before the client hears that its change is done: what it reads next must not be from before.</summary>
    private void Invalidate(CacheKey key, IHeaderDictionary headers)
    {
        var changed = new HashSet<CacheKey> { key };
        foreach (var url in (string?[])[headers.Location, headers.ContentLocation])
        {
            if (!string.IsNullOrEmpty(url) && key.Resolve(url) is { } target)
            {
                changed.Add(target);
            }
        }

        purger.Invalidate([.. changed]);
    }
}
