using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults;

/// <summary>Why a caller is not let in: RFC 6750, section 3, in the header for programs and in a problem document for people.</summary>
public static class BearerProblems
{
    /// <summary>No token where one is needed.</summary>
    public static Task MissingAsync(HttpContext context) => RefuseAsync(
        context,
        StatusCodes.Status401Unauthorized,
        "Bearer",
        "This request needs an access token: send it as Authorization: Bearer TOKEN. The issuer's token endpoint gives one.");

    /// <summary>A token that is not to be believed.</summary>
    public static Task InvalidAsync(HttpContext context, string reason) => RefuseAsync(
        context,
        StatusCodes.Status401Unauthorized,
        $"Bearer error=\"invalid_token\", error_description=\"{reason}\"",
        $"{reason} Ask the issuer's token endpoint for a new one.");

    /// <summary>A good token that does not allow this.</summary>
    public static Task InsufficientAsync(HttpContext context, string scope) => RefuseAsync(
        context,
        StatusCodes.Status403Forbidden,
        $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"",
        $"The token does not have the scope {scope}.");

    /// <summary>It is not known whether the token is good: no fault of the caller's, who may come again.</summary>
    public static Task UnavailableAsync(HttpContext context) => TypedResults.Problem(
        "The token can't be checked now, because the keys of its issuer can't be fetched. The same request may succeed later.",
        statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);

    private static Task RefuseAsync(HttpContext context, int status, string challenge, string detail)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = challenge;
        return TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
    }
}
