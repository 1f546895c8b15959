using Gateway.Pipeline;
using ServiceDefaults;

namespace Gateway.Authentication;

/// <summary>
/// Refuses at the door what a service would refuse inside: a token that is not to be believed, on any route, and a caller without the scope
/// that the route asks for. Without a token, and where no scope is asked for, anyone goes on.
/// </summary>
internal sealed class TokenStage(RequestDelegate next, TokenValidator tokens, AuthenticationState state)
{
    public Task InvokeAsync(HttpContext context)
    {
        var scope = RouteStages.Of(context).Scope;
        if (!state.On)
        {
            // The start refuses such a configuration; this is for a route that was added since.
            return string.IsNullOrEmpty(scope) ? next(context) : BearerProblems.UnavailableAsync(context);
        }

        if (BearerToken.Of(context) is not { } token)
        {
            return string.IsNullOrEmpty(scope) ? next(context) : BearerProblems.MissingAsync(context);
        }

        var outcome = tokens.ValidateAsync(token, context.RequestAborted);
        return outcome.IsCompletedSuccessfully ? DecideAsync(context, outcome.Result, scope) : WaitAsync(context, outcome, scope);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<TokenOutcome> outcome, string? scope) =>
        await DecideAsync(context, await outcome, scope);

    private Task DecideAsync(HttpContext context, TokenOutcome outcome, string? scope)
    {
        switch (outcome)
        {
            case TokenOutcome.Valid valid when string.IsNullOrEmpty(scope) || valid.Scopes.Contains(scope):
                context.User = valid.Caller;
                return next(context);
            case TokenOutcome.Valid:
                return BearerProblems.InsufficientAsync(context, scope!);
            case TokenOutcome.Invalid(var reason):
                return BearerProblems.InvalidAsync(context, reason);
            default:
                return BearerProblems.UnavailableAsync(context);
        }
    }
}
