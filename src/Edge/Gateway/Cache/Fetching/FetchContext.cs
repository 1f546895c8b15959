using Gateway.Cache.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Gateway.Cache.Fetching;

/// <summary>
/// A request of the cache's own, made of a client's: it goes through the rest of the pipeline as that one would, but ends when the response is
/// here, not when the client leaves. It copies what it needs, because the server reuses a context when its client is served.
/// </summary>
internal static class FetchContext
{
    /// <summary>Each is about what the client has; the cache asks for the whole, or about what it has itself.</summary>
    private static readonly string[] Conditions =
        ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range", "Content-Length", "Transfer-Encoding"];

    public static HeaderDictionary CopyHeaders(HttpRequest client)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in client.Headers)
        {
            headers[name] = value;
        }

        foreach (var name in Conditions)
        {
            headers.Remove(name);
        }

        return headers;
    }

    public static DefaultHttpContext Create(HttpContext client, FetchRequest request, FetchBody body, FetchLifetime lifetime)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(client.Request, request));
        features.Set<IHttpRequestBodyDetectionFeature>(NoRequestBody.Instance);
        features.Set<IHttpResponseFeature>(new FetchResponse(body));
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IHttpRequestTimeoutFeature>(lifetime);
        features.Set<IHttpConnectionFeature>(ConnectionOf(client.Connection));
        features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = client.User });
        features.Set<IItemsFeature>(new ItemsFeature { Items = new Dictionary<object, object?>(client.Items) });
        features.Set<IRouteValuesFeature>(new RouteValuesFeature { RouteValues = new RouteValueDictionary(client.Request.RouteValues) });
        var context = new DefaultHttpContext(features);
        context.SetEndpoint(client.GetEndpoint());
        body.Attach(context);
        return context;
    }

    private static HttpRequestFeature RequestOf(HttpRequest client, FetchRequest request)
    {
        if (request.Validated is { } stored)
        {
            AddConditions(request.Headers, stored);
        }

        return new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = client.Scheme,
            Protocol = client.Protocol,
            PathBase = client.PathBase.Value ?? "",
            Path = client.Path.Value ?? "",
            QueryString = client.QueryString.Value ?? "",
            RawTarget = client.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "",
            Headers = request.Headers,
        };
    }

    private static void AddConditions(IHeaderDictionary headers, StoredResponse stored)
    {
        if (stored.Meta.ETag is { } tag)
        {
            headers.IfNoneMatch = tag;
        }

        // To the letter as it came: some origins compare texts.
        if (stored.Meta.LastModified is not null)
        {
            headers.IfModifiedSince = stored.Header("Last-Modified");
        }
    }

    private static HttpConnectionFeature ConnectionOf(ConnectionInfo client) => new()
    {
        ConnectionId = client.Id,
        RemoteIpAddress = client.RemoteIpAddress,
        RemotePort = client.RemotePort,
        LocalIpAddress = client.LocalIpAddress,
        LocalPort = client.LocalPort,
    };
}
