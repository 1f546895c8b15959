using System.Diagnostics;
using System.Globalization;
using Gateway.Pipeline;

namespace Gateway.RateLimits;

/// <summary>Lets a request through with its token, or answers 429 with when to come back. Routes that name no policy have no limit.</summary>
internal sealed class RateLimitStage(RequestDelegate next, RateLimitPolicies policies, RateLimiter limiter)
{
    /// <summary>Of draft-ietf-httpapi-ratelimit-headers, with its member that says which policies.</summary>
    private const string QuotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private const string ViolatedPolicies = "violated-policies";

    public Task InvokeAsync(HttpContext context)
    {
        if (RouteStages.Of(context).RateLimit is not { } name || policies.Find(name) is not { } policy)
        {
            return next(context);
        }

        var deciding = limiter.AcquireAsync(CallerKey.Of(policy, context.User, context.Connection.RemoteIpAddress));
        return deciding.IsCompletedSuccessfully ? GoOnAsync(context, policy, deciding.Result) : WaitAsync(context, policy, deciding);
    }

    private async Task WaitAsync(HttpContext context, RateLimitPolicy policy, ValueTask<RateLimitDecision> deciding) =>
        await GoOnAsync(context, policy, await deciding);

    private Task GoOnAsync(HttpContext context, RateLimitPolicy policy, RateLimitDecision decision)
    {
        var headers = context.Response.Headers;
        headers[RateLimitHeaders.Limit] = policy.Headers.Remaining(decision.Remaining);
        headers[RateLimitHeaders.LimitPolicy] = policy.Headers.Policy;
        return decision.Allowed ? next(context) : RefuseAsync(context, policy, decision.RetryAfter);
    }

    private static Task RefuseAsync(HttpContext context, RateLimitPolicy policy, int retryAfter)
    {
        Activity.Current?.SetTag("gateway.rate_limit.refused_by", policy.Name);
        context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            $"{policy.Description} The next one is free in {retryAfter} s.",
            statusCode: StatusCodes.Status429TooManyRequests,
            type: QuotaExceeded,
            extensions: new Dictionary<string, object?> { [ViolatedPolicies] = new[] { policy.Name } }).ExecuteAsync(context);
    }
}
