namespace Identity;

internal static class IdentityOptionsExtensions
{
    /// <summary>A secret that a person can remember, a program can guess.</summary>
    private const int LeastSecret = 22;

    public static void AddIdentityOptions(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        builder.Services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => development || options.KeySecret is not null,
                "Identity:KeySecret is missing: outside Development the signing keys must not lie in Postgres unencrypted.")
            .Validate(
                options => development || options.Issuer.Scheme == Uri.UriSchemeHttps,
                "Identity:Issuer must be the https address by which clients reach the edge.")
            .Validate(
                options => options.Services.Values.All(secret => secret.Length >= LeastSecret),
                $"Each secret in Identity:Services must have at least {LeastSecret} characters.")
            .ValidateOnStart();
    }
}
