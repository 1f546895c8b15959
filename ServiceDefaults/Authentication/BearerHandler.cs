using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>Brings <see cref="TokenValidator"/> to the framework's own authentication, so that endpoints ask for scopes in its way.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenValidator tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private TokenOutcome? _outcome;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Context) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        _outcome = await tokens.ValidateAsync(token, Context.RequestAborted);
        return _outcome is TokenOutcome.Valid valid
            ? AuthenticateResult.Success(new AuthenticationTicket(valid.Caller, SchemeName))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => _outcome switch
    {
        TokenOutcome.Invalid(var reason) => BearerProblems.InvalidAsync(Context, reason),
        TokenOutcome.KeysUnavailable => BearerProblems.UnavailableAsync(Context),
        _ => BearerProblems.MissingAsync(Context),
    };

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        BearerProblems.InsufficientAsync(Context, Context.GetEndpoint()?.Metadata.GetMetadata<RequireScopeAttribute>()?.Scope ?? "");
}
