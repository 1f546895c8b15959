using Gateway.Cache.Fetching;
using Gateway.Cache.Storage;
using Gateway.Pipeline;
using Microsoft.Extensions.Options;

namespace Gateway.Cache.Serving;

/// <summary>Answers from the cache where it may, asks the origin where it must, and says which in <c>Cache-Status</c>.</summary>
internal sealed class EdgeCacheMiddleware(
    RequestDelegate next,
    EdgeStore store,
    OriginPass pass,
    OriginFetches fetches,
    CacheMetrics metrics,
    TimeProvider time,
    IOptions<EdgeCacheOptions> options)
{
    /// <summary>How often a request may find that what it waited for is not for it.</summary>
    private const int Attempts = 3;

    private readonly bool _honorDirectives = options.Value.HonorRequestDirectives;

    public Task InvokeAsync(HttpContext context)
    {
        if (!RouteStages.Of(context).Cache)
        {
            return next(context);
        }

        var request = context.Request;
        var key = CacheKey.Of(request);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return PassAsync(context, key, "method");
        }

        var demand = CacheDemand.Of(request, _honorDirectives);
        var now = time.GetUtcNow();
        return demand.Select(store.Find(key), request.Headers) is { } stored && demand.Accepts(stored, now)
            ? HitAsync(context, stored, now)
            : AnswerAsync(context, key, demand);
    }

    private Task HitAsync(HttpContext context, StoredResponse stored, DateTimeOffset now)
    {
        stored.CountHit();
        metrics.Hit();
        var text = stored.TextAt(now);
        return CachedAnswer.WriteAsync(context, stored, now, text.Age, text.CacheStatus);
    }

    private async Task AnswerAsync(HttpContext context, CacheKey key, CacheDemand demand)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var now = time.GetUtcNow();
            var slot = store.Find(key);
            var stored = demand.Select(slot, context.Request.Headers);
            if (stored is not null && MayServe(context, slot!, stored, demand, now))
            {
                await HitAsync(context, stored, now);
                return;
            }

            var miss = new CacheMiss(key, slot, stored, demand, now);
            if (demand.Directives.OnlyIfCached)
            {
                await RefuseAsync(context);
                return;
            }

            if (miss.MustPass)
            {
                break;
            }

            if (await fetches.AnswerAsync(context, miss, next))
            {
                metrics.Miss(miss.Forward);
                return;
            }
        }

        await PassAsync(context, key, Reason(context, key, demand));
    }

    private bool MayServe(HttpContext context, CacheSlot slot, StoredResponse stored, CacheDemand demand, DateTimeOffset now)
    {
        if (demand.Accepts(stored, now) || demand.AcceptsStale(stored, now))
        {
            return true;
        }

        if (!demand.AcceptsWhileRevalidating(stored, now))
        {
            return false;
        }

        fetches.Renew(context, new CacheMiss(slot.Key, slot, stored, demand, now), next);
        return true;
    }

    private string Reason(HttpContext context, CacheKey key, CacheDemand demand)
    {
        var slot = store.Find(key);
        return demand.MustPass ? "request" : new CacheMiss(key, slot, demand.Select(slot, context.Request.Headers), demand, time.GetUtcNow()).Forward;
    }

    private Task PassAsync(HttpContext context, CacheKey key, string forward)
    {
        metrics.Miss(forward);
        return pass.GoAsync(context, key, forward, next);
    }

    /// <summary>RFC 9111, section 5.2.1.7.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers[CacheStatus.Header] = CacheStatus.Refused("only-if-cached");
        return TypedResults
            .Problem("The edge has no usable response, and only-if-cached says not to ask the origin.", statusCode: StatusCodes.Status504GatewayTimeout)
            .ExecuteAsync(context);
    }
}
