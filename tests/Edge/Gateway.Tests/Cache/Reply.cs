using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Cache;

/// <summary>One answer of the scripted origin.</summary>
internal sealed record Reply(int Status, string Body, params (string Name, string Value)[] Headers)
{
    /// <summary>Something to wait for before the headers are sent.</summary>
    public Task? Gate { get; init; }

    /// <summary>The connection breaks after the body, which was announced as longer.</summary>
    public bool BreaksOff { get; init; }

    public static Reply Ok(string body, params (string Name, string Value)[] headers) => new(200, body, headers);

    /// <summary>Fresh for an hour.</summary>
    public static Reply Fresh(string body, params (string Name, string Value)[] headers) =>
        new(200, body, [("Cache-Control", "max-age=3600"), .. headers]);

    /// <summary>Stale since 60 s: no test has to wait for time to pass.</summary>
    public static Reply Stale(string body, params (string Name, string Value)[] headers) =>
        new(200, body, [("Cache-Control", "max-age=60"), ("Age", "120"), .. headers]);

    public static Reply NotModified(params (string Name, string Value)[] headers) => new(304, "", headers);

    public async Task SendAsync(HttpContext context)
    {
        if (Gate is not null)
        {
            await Gate.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (BreaksOff)
        {
            context.Response.ContentLength = Body.Length + 1;
            await context.Response.WriteAsync(Body);
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
        else if (Status is not (204 or 304) && !HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(Body);
        }
    }
}
