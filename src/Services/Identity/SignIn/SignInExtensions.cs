using Identity.Users;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;

namespace Identity.SignIn;

/// <summary>Cookies, forms and passwords.</summary>
internal static class SignInExtensions
{
    /// <summary>How long a browser stays signed in without being used.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SignInLimits>().BindConfiguration(SignInLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PasswordHasher<User>>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<Passwords>();
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, cookies =>
        {
            Guard(cookies.Cookie, "__Secure-session");
            cookies.Cookie.SameSite = SameSiteMode.Lax; // Another site's link to the authorization endpoint is how a sign-in begins.
            cookies.ExpireTimeSpan = Lifetime;
            cookies.SlidingExpiration = true;
        });
        services.AddAntiforgery(forms => Guard(forms.Cookie, "__Secure-form"));
        // The edge says whose request it is. Only what comes from this machine is believed; in the cloud, where nothing but the edge can reach
        // this service, ASPNETCORE_FORWARDEDHEADERS_ENABLED believes any.
        services.Configure<ForwardedHeadersOptions>(headers =>
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
    }

    private static void Guard(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = Session.Path;
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }
}
