using Gateway.Cache.Rules;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Fetching;

/// <summary>What the origin is asked for.</summary>
/// <param name="Headers">Those of the client that asked first, without conditions and ranges.</param>
/// <param name="Validated">The stored response that the origin may confirm; null when there is none.</param>
/// <param name="PurgePosition">Purges after this one concern the response.</param>
internal sealed record FetchRequest(
    CacheKey Key, IHeaderDictionary Headers, RequestDirectives Directives, StoredResponse? Validated, long PurgePosition, DateTimeOffset Sent)
{
    public bool IsAuthorized => Headers.Authorization.Count > 0;
}
