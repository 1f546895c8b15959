using System.Security.Claims;
using Identity.SignIn;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Identity.Tokens;

/// <summary>Who a token is about and what it allows.</summary>
internal static class Grants
{
    /// <summary>The one audience of the shop's API: every service of it takes the same tokens.</summary>
    public const string Audience = "shop";

    /// <summary>A client that acts for itself. It is its own subject (RFC 9068, section 2.2).</summary>
    public static ClaimsPrincipal ToClient(string clientId, IEnumerable<string> scopes)
    {
        var identity = New();
        identity.SetClaim(Claims.Subject, clientId);
        return Complete(identity, scopes);
    }

    /// <summary>A client that acts for the person who has signed in.</summary>
    public static ClaimsPrincipal ToUser(ClaimsPrincipal session, IEnumerable<string> scopes)
    {
        var identity = New();
        identity.SetClaim(Claims.Subject, session.GetClaim(Claims.Subject));
        identity.SetClaim(Claims.Name, session.GetClaim(Claims.Name));
        return Complete(identity, scopes);
    }

    private static ClaimsIdentity New() => new(Session.Scheme, Claims.Name, Claims.Role);

    private static ClaimsPrincipal Complete(ClaimsIdentity identity, IEnumerable<string> scopes)
    {
        identity.SetScopes(scopes);
        identity.SetResources(Audience);
        identity.SetDestinations(claim => claim.Type switch
        {
            // What a person is called goes to a client that asked for it, and into no access token: services need no names.
            Claims.Name => identity.HasScope(Scopes.Profile) ? [Destinations.IdentityToken] : [],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return new ClaimsPrincipal(identity);
    }
}
