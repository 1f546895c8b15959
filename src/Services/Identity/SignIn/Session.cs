using System.Security.Claims;
using Identity.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Identity.SignIn;

/// <summary>That a browser has signed in: a cookie of this service, seen by nothing else of the system.</summary>
internal static class Session
{
    public const string Scheme = "session";

    /// <summary>Where the cookie goes: under here, Identity's own pages are all there is.</summary>
    public const string Path = "/connect";

    public static ClaimsPrincipal Of(SignInOutcome.SignedIn user) => new(new ClaimsIdentity(
        [new Claim(Claims.Subject, user.Id.ToString()), new Claim(Claims.Name, user.Name)], Scheme, Claims.Name, Claims.Role));
}
