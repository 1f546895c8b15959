using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Tests.Telemetry;

/// <summary>Every span that would be exported.</summary>
internal sealed class SpanRecorder : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = [];

    /// <summary>An address that nothing answers: telemetry is on, and what it sends is lost.</summary>
    public static Dictionary<string, string?> Settings(params (string Key, string? Value)[] more)
    {
        var settings = more.ToDictionary(pair => pair.Key, pair => pair.Value);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        // As Aspire sets it in development: a span with no parent is recorded, so nothing hides behind an unrecorded one.
        settings["OTEL_TRACES_SAMPLER"] = "always_on";
        return settings;
    }

    /// <summary>The spans of one trace in the order of their ends. Listeners hear the whole process, so other tests' spans are here too.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    /// <summary>The spans that name a server's port, which is this test's alone.</summary>
    public IReadOnlyList<Activity> To(int port) => [.. _ended.Where(span => Equals(span.GetTagItem("server.port"), port))];

    public void Record(WebApplicationBuilder builder) =>
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(this));

    /// <summary>Sends a request as part of a recorded trace of its own, and gives that trace.</summary>
    public static async Task<ActivityTraceId> GetInTraceAsync(HttpClient client, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return trace;
    }

    /// <summary>Waits until a span that matches has ended.</summary>
    public async Task<Activity> WaitForAsync(Func<Activity, bool> match)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_ended.FirstOrDefault(match) is { } span)
            {
                return span;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    public override void OnEnd(Activity data) => _ended.Enqueue(data);
}
