using System.Collections.Immutable;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Identity.Tokens;

/// <summary>POST /connect/token. OpenIddict has checked the client, the code and the refresh token before any of this runs.</summary>
internal static class TokenApi
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapTokens(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/connect/token", GrantAsync);

    private static async Task<SignInHttpResult> GrantAsync(
        HttpContext context, IOpenIddictApplicationManager clients, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            var asked = request.GetScopes();
            var scopes = asked.IsEmpty ? await AllowedAsync(clients, request.ClientId!, cancellationToken) : asked;
            return TypedResults.SignIn(Grants.ToClient(request.ClientId!, scopes), authenticationScheme: Scheme);
        }

        // A code or a refresh token carries what was granted when it was made.
        var earlier = await context.AuthenticateAsync(Scheme);
        return TypedResults.SignIn(earlier.Principal!, authenticationScheme: Scheme);
    }

    /// <summary>A client that asks for no scope gets all that it may have (RFC 6749, section 3.3: a default is ours to choose).</summary>
    private static async Task<ImmutableArray<string>> AllowedAsync(
        IOpenIddictApplicationManager clients, string clientId, CancellationToken cancellationToken)
    {
        var client = await clients.FindByClientIdAsync(clientId, cancellationToken);
        var permissions = await clients.GetPermissionsAsync(client!, cancellationToken);
        return
        [
            .. permissions
                .Where(permission => permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal))
                .Select(permission => permission[Permissions.Prefixes.Scope.Length..]),
        ];
    }
}
