using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Cache.Fetching;

/// <summary>
/// The response's head. It has started only when a client has got some of it: until then the forwarder may still turn a response that breaks
/// off into an error.
/// </summary>
internal sealed class FetchResponse(FetchBody body) : HttpResponseFeature
{
    public override bool HasStarted => body.IsPassing;
}
