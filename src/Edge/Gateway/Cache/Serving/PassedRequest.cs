using Gateway.Cache.Fetching;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Serving;

/// <summary>A request on its way to the origin, with what is needed when the response comes.</summary>
internal sealed record PassedRequest(HttpContext Context, CacheKey Key, string Forward, long PurgePosition, DateTimeOffset Sent)
{
    public FetchRequest ToFetch(StoredResponse? validated) =>
        new(Key, Context.Request.Headers, default, validated, PurgePosition, Sent);
}
