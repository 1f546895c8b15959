using System.Globalization;
using Identity.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Identity.SignIn;

/// <summary>A person says who they are.</summary>
internal static class SignInApi
{
    private const string Path = "/connect/signin";
    private const string Begin = "Sign-in begins where you want to go: open the shop and choose to sign in there.";
    private const int MaxPassword = 200;

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ShowAsync);
        endpoints.MapPost(Path, SignInAsync);
    }

    /// <summary>The page's address, which leads back to <paramref name="returnPath"/>.</summary>
    public static string Address(string returnPath) => $"{Path}?returnUrl={Uri.EscapeDataString(returnPath)}";

    private static Task ShowAsync(HttpContext context) => ReturnPath.Checked(context.Request.Query["returnUrl"]) is { } path
        ? SignInPage.WriteAsync(context, path)
        : TypedResults.Problem(Begin, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);

    private static async Task SignInAsync(HttpContext context, IAntiforgery antiforgery, Passwords passwords, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await TypedResults.Problem(
                "The form is too old, or did not come from our page. Go back, load the page again and sign in there.",
                statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (ReturnPath.Checked(form["returnUrl"]) is not { } path)
        {
            await TypedResults.Problem(Begin, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        var (name, password) = (form["name"].ToString(), form["password"].ToString());
        if (name.Length > User.MaxName || password.Length > MaxPassword)
        {
            await WrongAsync(context, path, "");
            return;
        }

        await AnswerAsync(context, path, name, await passwords.CheckAsync(name, password, Address(context), cancellationToken));
    }

    private static async Task AnswerAsync(HttpContext context, string path, string name, SignInOutcome outcome)
    {
        switch (outcome)
        {
            case SignInOutcome.SignedIn user:
                await context.SignInAsync(Session.Scheme, Session.Of(user));
                context.Response.Redirect(path);
                break;
            case SignInOutcome.TooMany(var wait):
                context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await SignInPage.WriteAsync(
                    context, path, name, $"Too many attempts. Try again in {Math.Ceiling(wait.TotalMinutes)} minutes.", StatusCodes.Status429TooManyRequests);
                break;
            default:
                await WrongAsync(context, path, name);
                break;
        }
    }

    private static Task WrongAsync(HttpContext context, string path, string name) => SignInPage.WriteAsync(
        context, path, name, "The user name or the password is not right.", StatusCodes.Status400BadRequest);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
