namespace Identity.SignIn;

/// <summary>Where a sign-in goes on: to this service's own authorization endpoint, whatever a link says.</summary>
internal static class ReturnPath
{
    private const string Authorize = "/connect/authorize?";

    /// <summary>The path, if it is one of ours; null otherwise. An open redirect would lend this site's name to anyone's page.</summary>
    public static string? Checked(string? path) =>
        path?.StartsWith(Authorize, StringComparison.Ordinal) == true && !path.AsSpan().ContainsAny('\r', '\n', '\\') ? path : null;
}
