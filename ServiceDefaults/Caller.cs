using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>Who is asking.</summary>
public static class Caller
{
    /// <summary>The id of a caller that has not signed in.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>
    /// The caller's stable id: the token's <c>sub</c> claim, which is the client's own id where it acts for itself; or
    /// <see cref="Anonymous"/>.
    /// </summary>
    public static string Id(HttpContext context) => context.User.FindFirst("sub")?.Value ?? Anonymous;
}
