using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Tests.Telemetry;

/// <summary>A stop sends what telemetry is left, and waits for no one longer than it must.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task CollectorAnswers_LastExportIsSentAtOnce()
    {
        var exports = 0;
        await using var collector = await StartCollectorAsync(() => Interlocked.Increment(ref exports));
        var service = await StartAsync(collector.Urls.First());
        await service.Client.GetAsync("/");

        var took = await StopAsync(service);

        // Traces, metrics and logs; the intervals at which they are sent otherwise are longer than the test.
        Assert.Equal(3, exports);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task CollectorIsGone_StopEndsWithinTheTimeForIt()
    {
        var service = await StartAsync("http://127.0.0.1:9");
        await service.Client.GetAsync("/");

        var took = await StopAsync(service);

        // Three signals of 2 s at most; the engine kills after 10 s.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    private static Task<TestService> StartAsync(string collector) => TestService.StartAsync(
        "service",
        app => app.MapGet("/", () => "ok"),
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "60000",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "60000",
            // As Aspire sets them in development.
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
        });

    private static async Task<WebApplication> StartCollectorAsync(Action exported)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", (string signal) =>
        {
            exported();
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<TimeSpan> StopAsync(TestService service)
    {
        var started = Stopwatch.GetTimestamp();
        await service.App.StopAsync();
        await service.DisposeAsync();
        return Stopwatch.GetElapsedTime(started);
    }
}
