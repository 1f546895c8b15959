using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Cache.Fetching;

/// <summary>Tells the forwarder that there is nothing to send after the headers.</summary>
internal sealed class NoRequestBody : IHttpRequestBodyDetectionFeature
{
    public static readonly NoRequestBody Instance = new();

    public bool CanHaveBody => false;
}
