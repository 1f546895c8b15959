using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults;

/// <summary>
/// Answers a known <see cref="Fault"/> with its problem document. What is not known is left to be logged in full and answered with 500.
/// </summary>
internal sealed partial class FaultHandler(IProblemDetailsService problems, ILogger<FaultHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (Fault.Of(exception) is not { } fault)
        {
            return false;
        }

        if (fault.Status >= StatusCodes.Status500InternalServerError)
        {
            LogDependencyFault(context.Request.Method, context.Request.Path, fault.Status, exception.GetType().Name, exception.Message);
        }

        context.Response.StatusCode = fault.Status;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            Exception = exception,
            ProblemDetails = new ProblemDetails { Status = fault.Status, Detail = fault.Detail },
        });
        return true;
    }

    // One line, no stack: while a dependency is down this is said for every request.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} answered {Status}: {Exception}: {Reason}")]
    private partial void LogDependencyFault(string method, string path, int status, string exception, string reason);
}
