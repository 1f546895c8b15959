using System.Diagnostics;
using Gateway.Pipeline;
using Gateway.Waf.Inspection;
using Microsoft.Extensions.Options;

namespace Gateway.Waf;

/// <summary>Asks the inspector about each request, and does with its answer what the mode says.</summary>
internal sealed partial class WafMiddleware(
    RequestDelegate next, Firewall firewall, RequestInspector inspector, IOptions<WafOptions> options, ILogger<WafMiddleware> logger)
{
    private const string Detail =
        "The request looks like an attack. If it is none, tell the operator the trace id: the rules named here can be set to detect only.";

    private readonly int _threshold = options.Value.Threshold;

    public Task InvokeAsync(HttpContext context)
    {
        var mode = firewall.ModeOf(context);
        if (mode == WafMode.Off)
        {
            return next(context);
        }

        // Most requests have no body to look at and nothing to answer for: no state machine for them.
        var findings = inspector.Inspect(context.Request);
        return findings is null && !RequestInspector.ReadsBodyOf(context.Request) ? next(context) : InvokeAsync(context, mode, findings);
    }

    private async Task InvokeAsync(HttpContext context, WafMode mode, Findings? findings)
    {
        if (findings is null || findings.Score < _threshold)
        {
            findings = await inspector.InspectBodyAsync(context.Request, findings, context.RequestAborted);
        }

        if (findings is not null)
        {
            var attack = findings.Score >= _threshold;
            var blocked = attack && mode == WafMode.Block;
            firewall.Count(findings, blocked);
            Report(context, findings, attack, blocked);
            if (blocked)
            {
                await RefuseAsync(context, findings);
                return;
            }
        }

        await next(context);
    }

    private void Report(HttpContext context, Findings findings, bool attack, bool blocked)
    {
        Activity.Current?.SetTag("waf.score", findings.Score).SetTag("waf.rules", findings.Ids).SetTag("waf.blocked", blocked);
        if (attack && logger.IsEnabled(LogLevel.Warning))
        {
            LogAttack(blocked ? "Blocked" : "Would have blocked", context.Request.Method, context.Request.Path, findings.Score, string.Join(", ", findings.Ids));
        }
    }

    private static Task RefuseAsync(HttpContext context, Findings findings) => TypedResults.Problem(
        Detail,
        statusCode: StatusCodes.Status403Forbidden,
        extensions: new Dictionary<string, object?> { ["rules"] = findings.Ids }).ExecuteAsync(context);

    // The path and nothing else of the request: what was sent may hold a password, or be meant for whoever reads the log.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Verdict} {Method} {Path}: score {Score} by rules {Rules}")]
    private partial void LogAttack(string verdict, string method, PathString path, int score, string rules);
}
