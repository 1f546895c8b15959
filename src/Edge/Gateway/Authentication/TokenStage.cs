using Gateway.Pipeline;
using ServiceDefaults;

namespace Gateway.Authentication;

/// <summary>
/// Refuses at the door what a service would refuse inside: a token that is not to be believed, on any route, and a caller without the scope
/// that the route asks for. Without a token, and where no scope is asked for, anyone goes on.
/// </summary>
internal sealed class TokenStage(RequestDelegate next, TokenValidator tokens, AuthenticationState state, TokenMetrics metrics)
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
            return string.IsNullOrEmpty(scope) ? next(context) : MissingAsync(context);
        }

        var outcome = tokens.ValidateAsync(token, context.RequestAborted);
        return outcome.IsCompletedSuccessfully ? DecideAsync(context, outcome.Result, scope) : WaitAsync(context, outcome, scope);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<TokenOutcome> outcome, string? scope) =>
        await DecideAsync(context, await outcome, scope);

    private Task DecideAsync(HttpContext context, TokenOutcome outcome, string? scope)
    {
        if (outcome is TokenOutcome.Valid valid && (string.IsNullOrEmpty(scope) || valid.Scopes.Contains(scope)))
        {
            context.User = valid.Caller;
            return next(context);
        }

        metrics.Refused(outcome);
        return outcome switch
        {
            TokenOutcome.Valid => BearerProblems.InsufficientAsync(context, scope!),
            TokenOutcome.Invalid(var reason) => BearerProblems.InvalidAsync(context, reason),
            _ => BearerProblems.UnavailableAsync(context),
        };
    }

    private Task MissingAsync(HttpContext context)
    {
        metrics.Missing();
        return BearerProblems.MissingAsync(context);
    }
}
