using Identity.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Identity.Tokens;

/// <summary>
/// /connect/authorize and /connect/logout. OpenIddict has checked the client, where it wants the browser back, and that it uses PKCE.
/// </summary>
internal static class AuthorizeApi
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapAuthorize(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/connect/authorize", AuthorizeAsync);
        endpoints.MapGet("/connect/logout", (Delegate)LogOutAsync);
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context, TimeProvider time)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var session = await context.AuthenticateAsync(Session.Scheme);
        if (session.Succeeded && !request.HasPromptValue(PromptValues.Login) && !IsTooOld(session, request, time))
        {
            // No question whether the shop may: it is the shop's own client that asks.
            return TypedResults.SignIn(Grants.ToUser(session.Principal, request.GetScopes()), authenticationScheme: Scheme);
        }

        return request.HasPromptValue(PromptValues.None) ? SignInRequired() : TypedResults.Redirect(SignInApi.Address(Here(context)));
    }

    /// <summary>
    /// Only with the id token that this service gave, which OpenIddict has checked: a link on another site can't sign anyone out.
    /// </summary>
    private static async Task<IResult> LogOutAsync(HttpContext context)
    {
        if (context.GetOpenIddictServerRequest()!.IdTokenHint is null)
        {
            return TypedResults.Problem(
                "Send the id token that you signed in with as id_token_hint.", statusCode: StatusCodes.Status400BadRequest);
        }

        await context.SignOutAsync(Session.Scheme);
        return TypedResults.SignOut(authenticationSchemes: [Scheme], properties: new AuthenticationProperties { RedirectUri = "/" });
    }

    private static bool IsTooOld(AuthenticateResult session, OpenIddictRequest request, TimeProvider time) =>
        request.MaxAge is { } seconds && session.Properties?.IssuedUtc is { } issued
        && time.GetUtcNow() - issued > TimeSpan.FromSeconds(seconds);

    private static ForbidHttpResult SignInRequired() => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "Nobody has signed in here.",
        }),
        [Scheme]);

    /// <summary>This request again, but for the wish to sign in anew: it will have been met.</summary>
    private static string Here(HttpContext context)
    {
        var query = context.Request.Query.Where(part => part.Key is not (Parameters.Prompt or Parameters.MaxAge));
        return $"/connect/authorize{new QueryBuilder(query).ToQueryString()}";
    }
}
