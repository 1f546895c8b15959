using Yarp.ReverseProxy.Configuration;

namespace Gateway.Pipeline;

/// <summary>
/// What the edge does to the requests of one route, as the route's metadata says. A request that matches no route of the proxy has
/// <see cref="Default"/>.
/// </summary>
/// <param name="Waf">Key <c>Waf</c>: <c>Block</c> (the default), <c>Detect</c> or <c>Off</c>.</param>
/// <param name="Scope">Key <c>Scope</c>: the scope that the caller's token must hold; null where anyone may ask.</param>
/// <param name="RateLimit">Key <c>RateLimit</c>: the name of a policy in section <c>RateLimits</c>; null for no limit.</param>
/// <param name="Cache">Key <c>Cache</c>: <c>true</c> where the edge may answer from its cache; <c>false</c> is the default.</param>
internal sealed record RouteStages(WafMode Waf, string? Scope, string? RateLimit, bool Cache)
{
    public static readonly RouteStages Default = new(WafMode.Block, null, null, false);

    public static RouteStages Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RouteStages>() ?? Default;

    /// <exception cref="InvalidOperationException">A value is none of those that its key may have.</exception>
    public static RouteStages Of(RouteConfig route)
    {
        var metadata = route.Metadata ?? new Dictionary<string, string>();
        return new RouteStages(
            Parse(route, nameof(Waf), WafMode.Block, Enum.TryParse),
            metadata.GetValueOrDefault(nameof(Scope)),
            metadata.GetValueOrDefault(nameof(RateLimit)),
            Parse(route, nameof(Cache), false, (string text, bool _, out bool value) => bool.TryParse(text, out value)));
    }

    private static T Parse<T>(RouteConfig route, string key, T absent, TryParse<T> tryParse)
    {
        if (route.Metadata?.GetValueOrDefault(key) is not { } text)
        {
            return absent;
        }

        return tryParse(text, true, out var value)
            ? value
            : throw new InvalidOperationException($"Route '{route.RouteId}' has {key} '{text}' in its metadata, which is not a {typeof(T).Name}.");
    }

    private delegate bool TryParse<T>(string text, bool ignoreCase, out T value);
}
