using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace Identity.SignIn;

/// <summary>The sign-in page: one form, no script, dark or light as the reader's system is.</summary>
internal static class SignInPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f5f7, #14171c); color: light-dark(#1b1f24, #e8eaed); }
        main { width: min(22rem, calc(100vw - 3rem)); padding: 1.5rem; border-radius: .75rem; background: light-dark(#fff, #1e2229); border: 1px solid light-dark(#d5d9df, #343a44); }
        h1 { margin: 0 0 1rem; font-size: 1.35rem; }
        label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
        input { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; color: inherit; background: transparent; border: 1px solid light-dark(#767c86, #8b93a0); border-radius: .4rem; }
        button { margin-top: 1.25rem; width: 100%; padding: .65rem; font: inherit; font-weight: 600; color: #fff; background: #1a56c4; border: 0; border-radius: .4rem; cursor: pointer; }
        input:focus-visible, button:focus-visible { outline: 3px solid light-dark(#1a56c4, #8ab4ff); outline-offset: 2px; }
        [role=alert] { margin: 0 0 .5rem; padding: .6rem; border-radius: .4rem; background: light-dark(#fde8e8, #4a1f22); }
        """;

    /// <summary>Nothing but this style and this form: no script can run here, whatever gets into the page.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <param name="context">The request, for its antiforgery token.</param>
    /// <param name="returnPath">Where to go on afterwards; checked.</param>
    /// <param name="name">What was typed before, to be typed no second time.</param>
    /// <param name="error">What went wrong before.</param>
    /// <param name="status">The status to answer with.</param>
    public static Task WriteAsync(
        HttpContext context, string returnPath, string name = "", string? error = null, int status = StatusCodes.Status200OK)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(Html(Encode(tokens.FormFieldName), Encode(tokens.RequestToken!), Encode(returnPath), Encode(name), error));
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Html(string tokenField, string token, string returnPath, string name, string? error) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{(error is null ? "" : "Error: ")}Sign in</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>Sign in</h1>
        {(error is null ? "" : $"<p role=\"alert\" id=\"error\">{Encode(error)}</p>")}
        <form method="post" action="/connect/signin">
        <input type="hidden" name="{tokenField}" value="{token}">
        <input type="hidden" name="returnUrl" value="{returnPath}">
        <label for="name">User name</label>
        <input id="name" name="name" value="{name}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100"{Described(error)}>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"{Described(error)}>
        <button>Sign in</button>
        </form>
        </main>
        </body>
        </html>
        """;

    private static string Described(string? error) => error is null ? "" : " aria-describedby=\"error\"";
}
