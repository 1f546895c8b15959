using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace ServiceDefaults.Tests.Telemetry;

/// <summary>With OTEL_TRACES_SAMPLER=always_on, as Aspire sets it in development.</summary>
public sealed class SamplingTests
{
    [Fact]
    public async Task ChildOfASpanThatIsNotRecorded_IsNotRecorded()
    {
        using var spans = new SpanRecorder();
        await using var service = await TestService.StartAsync("service", _ => { }, SpanRecorder.Settings(), spans.Record);

        using var unrecorded = new Activity("sweep").Start();
        RedisSpans.Source.StartActivity("child")?.Dispose();

        Assert.Empty(spans.Of(unrecorded.TraceId));
    }

    [Theory]
    [InlineData("00", false)]
    [InlineData("01", true)]
    public async Task Request_FollowsWhatItsCallerDecided(string flags, bool recorded)
    {
        using var spans = new SpanRecorder();
        await using var service = await TestService.StartAsync("service", app => app.MapGet("/", () => "ok"), SpanRecorder.Settings(), spans.Record);

        var trace = await GetAsync(service, flags);
        var later = await GetAsync(service, "01");

        await spans.WaitForAsync(span => span.TraceId == (recorded ? trace : later) && span.Kind == ActivityKind.Server);
        Assert.Equal(recorded, spans.Of(trace).Any(span => span.Kind == ActivityKind.Server));
    }

    private static async Task<ActivityTraceId> GetAsync(TestService service, string flags)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Client.BaseAddress };
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-{flags}");
        await client.GetStringAsync("/");
        return trace;
    }
}
