using System.IO.Pipelines;
using Gateway.Cache.Storage;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Fetching;

/// <summary>How a fetch ended.</summary>
/// <param name="Status">What the origin answered, or the gateway in its place.</param>
internal sealed record FetchOutcome(int Status)
{
    /// <summary>To be sent to everyone who waits; null when it is passed on or there is none.</summary>
    public StoredResponse? Response { get; init; }

    /// <summary><see cref="Response"/> is in the store now.</summary>
    public bool IsStored { get; init; }

    /// <summary><see cref="Response"/> is an older one, because the origin failed.</summary>
    public bool IsStale { get; init; }

    /// <summary>Where the fetch's time went, for those who waited for it.</summary>
    public StringValues ServerTiming { get; init; }

    /// <summary>For the client that asked first, when the response is passed on.</summary>
    public IHeaderDictionary? PassedHeaders { get; init; }

    /// <inheritdoc cref="PassedHeaders"/>
    public PipeReader? PassedBody { get; init; }

    /// <summary>The origin confirmed something that is not what is stored: ask again without conditions.</summary>
    public bool IsMismatch { get; init; }
}
