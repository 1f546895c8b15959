using Gateway.Cache.Rules;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Cache.Serving;

/// <summary>
/// Headers that end at the edge: <c>Surrogate-Key</c>, which is for this cache alone, and what <c>Connection</c> names, which is about the
/// connection to the origin (RFC 9110, section 7.6.1).
/// </summary>
internal sealed class OriginHeaders : ITransformProvider
{
    private const string SurrogateKey = "Surrogate-Key";

    /// <summary>How many keys of one response count, and how long each may be, in characters.</summary>
    private const int MaxKeys = 64;

    private const int MaxKeyLength = 128;
    private static readonly object Taken = new();

    /// <summary>The keys that the response to this request may be purged by.</summary>
    public static string[] SurrogateKeys(HttpContext context) =>
        context.Items.TryGetValue(Taken, out var value) && value is StringValues lines
            ? [.. lines.SelectMany(line => (line ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(key => key.Length <= MaxKeyLength).Distinct().Take(MaxKeys)]
            : [];

    public void Apply(TransformBuilderContext context) => context.AddResponseTransform(Take);

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    private static ValueTask Take(ResponseTransformContext transform)
    {
        var headers = transform.HttpContext.Response.Headers;
        if (headers.Remove(SurrogateKey, out var keys))
        {
            transform.HttpContext.Items[Taken] = keys;
        }

        if (transform.ProxyResponse?.Headers.NonValidated.TryGetValues("Connection", out var listed) == true)
        {
            foreach (var name in FieldList.Split(new StringValues([.. listed])))
            {
                headers.Remove(name);
            }
        }

        return default;
    }
}
