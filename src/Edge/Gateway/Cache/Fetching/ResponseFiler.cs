using Gateway.Cache.Rules;
using Gateway.Cache.Serving;
using Gateway.Cache.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Cache.Fetching;

/// <summary>Puts what the origin answered into the store, or takes out what it has outdated.</summary>
internal sealed class ResponseFiler(EdgeStore store, IOptions<EdgeCacheOptions> options, TimeProvider time)
{
    private readonly EdgeCacheOptions _options = options.Value;

    public bool MayStore(FetchRequest request, HttpContext context)
    {
        var meta = ResponseMeta.Of(context.Response.StatusCode, context.Response.Headers, request.Sent, time.GetUtcNow());
        return Storability.MayStore(meta, Freshness.Of(meta, _options.Heuristic).Lifetime, request.IsAuthorized);
    }

    /// <summary>A response with its whole body.</summary>
    /// <param name="store">False to give it only to those who wait.</param>
    public FetchOutcome File(FetchRequest request, HttpContext context, ReadOnlyMemory<byte> body, bool toStore)
    {
        var received = time.GetUtcNow();
        var headers = context.Response.Headers;
        StampDate(headers, received);
        var meta = ResponseMeta.Of(context.Response.StatusCode, headers, request.Sent, received);
        var response = Build(request, meta, headers, OriginHeaders.SurrogateKeys(context), body);
        return new FetchOutcome(meta.Status)
        {
            Response = response,
            IsStored = toStore && store.Put(request.Key, response, request.PurgePosition),
            ServerTiming = headers["Server-Timing"],
        };
    }

    /// <summary>A 304: the stored response is good, with these headers in the place of its own (RFC 9111, section 4.3.4).</summary>
    public FetchOutcome Confirm(FetchRequest request, HttpContext context)
    {
        var stored = request.Validated!;
        var update = context.Response.Headers;
        if (IsAnother(update.ETag, stored.Meta.ETag))
        {
            store.Remove(request.Key, stored);
            return new FetchOutcome(StatusCodes.Status304NotModified) { IsMismatch = true };
        }

        var response = Renew(request, stored, update, OriginHeaders.SurrogateKeys(context));
        return new FetchOutcome(StatusCodes.Status304NotModified)
        {
            Response = response,
            IsStored = Replace(request, stored, response),
            ServerTiming = update["Server-Timing"],
        };
    }

    /// <summary>The stored response under headers that the origin sent later: with a 304, or with the answer to HEAD.</summary>
    public StoredResponse Renew(FetchRequest request, StoredResponse stored, IHeaderDictionary update, string[] surrogateKeys)
    {
        var received = time.GetUtcNow();
        StampDate(update, received);
        var headers = HeaderUpdate.Merge(stored.Headers, update);
        var meta = ResponseMeta.Of(stored.Status, headers, request.Sent, received);
        return Build(request, meta, headers, surrogateKeys is [] ? stored.SurrogateKeys : surrogateKeys, stored.Body);
    }

    public bool Replace(FetchRequest request, StoredResponse stored, StoredResponse response)
    {
        if (Storability.MayStore(response.Meta, response.Freshness.Lifetime, request.IsAuthorized))
        {
            return store.Put(request.Key, response, request.PurgePosition);
        }

        store.Remove(request.Key, stored);
        return false;
    }

    /// <summary>A response that can't be stored: what it outdates goes, and for a while nobody waits for the next one.</summary>
    public void Refuse(FetchRequest request, HttpContext context)
    {
        if (request.Validated is { } stored && !KnownStatus.IsError(context.Response.StatusCode))
        {
            store.Remove(request.Key, stored);
        }

        if (!request.IsAuthorized)
        {
            store.Pass(request.Key, time.GetUtcNow() + _options.PassFor);
        }
    }

    /// <summary>A strong tag that differs names another response than the stored one.</summary>
    private static bool IsAnother(string? confirmed, string? stored) =>
        confirmed is { Length: > 0 } && stored is not null && !EntityTag.IsWeak(confirmed) && !EntityTag.WeakEquals(confirmed, stored);

    /// <summary>RFC 9110, section 6.6.1: who stores a response without a (valid) date gives it that of its arrival.</summary>
    private static void StampDate(IHeaderDictionary headers, DateTimeOffset received)
    {
        if (HttpDate.Parse(headers.Date, received) is null)
        {
            headers.Date = received.ToString("r");
        }
    }

    private StoredResponse Build(
        FetchRequest request, ResponseMeta meta, IHeaderDictionary headers, string[] surrogateKeys, ReadOnlyMemory<byte> body) => new()
        {
            Meta = meta,
            Freshness = Freshness.Of(meta, _options.Heuristic),
            Headers = HeaderUpdate.Storable(headers, meta.Directives),
            Body = body,
            Selecting = SelectingFields.Of(meta.Vary, request.Headers),
            SurrogateKeys = surrogateKeys,
            OriginCacheStatus = headers[CacheStatus.Header],
        };
}
