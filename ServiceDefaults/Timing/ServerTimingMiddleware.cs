using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceDefaults;

/// <summary>
/// Says in the response's own headers where its time went (<c>Server-Timing</c>, one entry a hop) and which trace has the details
/// (<c>traceresponse</c>, W3C Trace Context level 2).
/// </summary>
internal sealed class ServerTimingMiddleware
{
    private const string TraceResponse = "traceresponse";

    private readonly RequestDelegate _next;
    private readonly string _service;
    private readonly Func<object, Task> _write;

    public ServerTimingMiddleware(RequestDelegate next, string service)
    {
        (_next, _service) = (next, service);
        _write = Write;
    }

    public Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        return span is null || HealthEndpoints.IsProbe(context) ? _next(context) : TimeAsync(context, span);
    }

    private async Task TimeAsync(HttpContext context, Activity span)
    {
        var timings = new RequestTimings(context.Response, span);
        timings.Attach();
        // Headers are written when the first byte leaves: what a request costs after that (a long body, a stream) only its span can tell.
        context.Response.OnStarting(_write, timings);
        try
        {
            await _next(context);
        }
        finally
        {
            timings.FlushRedis();
        }
    }

    private Task Write(object state)
    {
        var timings = (RequestTimings)state;
        var headers = timings.Response.Headers;
        // A proxied answer carries the header of the service behind already.
        headers[ServerTimingHeader.Name] = ServerTimingHeader.Join(timings.Format(_service), headers[ServerTimingHeader.Name].ToString());
        headers[TraceResponse] = timings.Span.Id;
        return Task.CompletedTask;
    }
}
