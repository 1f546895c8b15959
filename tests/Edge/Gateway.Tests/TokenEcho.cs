using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

internal static class TokenEcho
{
    /// <summary>Answers every request with the Authorization header that it came with.</summary>
    public static void MapTokenEcho(this WebApplication app) =>
        app.MapFallback((HttpRequest request) => request.Headers.Authorization.ToString());
}
