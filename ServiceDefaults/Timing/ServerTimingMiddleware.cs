using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceDefaults;

/// <summary>
/// Says in the response's own headers where its time went (<c>Server-Timing</c>, one entry a hop) and which trace has the details
/// (<c>traceresponse</c>, W3C Trace Context level 2).
/// </summary>
internal sealed class ServerTimingMiddleware(RequestDelegate next, string service)
{
    private const string TraceResponse = "traceresponse";

    public Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        return span is null || HealthEndpoints.IsProbe(context) ? next(context) : TimeAsync(context, span);
    }

    private async Task TimeAsync(HttpContext context, Activity span)
    {
        var timings = new RequestTimings();
        timings.AttachTo(span);
        // Headers are written when the first byte leaves: what a request costs after that (a long body, a stream) only its span can tell.
        context.Response.OnStarting(() =>
        {
            Write(context.Response.Headers, timings, span);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            timings.FlushRedis();
        }
    }

    private void Write(IHeaderDictionary headers, RequestTimings timings, Activity span)
    {
        // A proxied answer carries the header of the service behind already.
        var behind = headers[ServerTimingHeader.Name].SelectMany(value => ServerTimingHeader.Parse(value ?? ""));
        headers[ServerTimingHeader.Name] = ServerTimingHeader.Format(timings.Entries(service).Concat(behind));
        headers[TraceResponse] = $"00-{span.TraceId}-{span.SpanId}-{(span.Recorded ? "01" : "00")}";
    }
}
