using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Cache;

/// <summary>A request as the origin got it.</summary>
internal sealed record SeenRequest(string Method, IReadOnlyDictionary<string, string> Headers)
{
    public static SeenRequest Of(HttpRequest request) => new(
        request.Method,
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
