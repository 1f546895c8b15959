using System.Diagnostics;

namespace AppHost.Tests.Telemetry;

/// <summary>Records the spans of the test's own requests, so that a trace begins at the client.</summary>
public sealed class ClientSpans : IDisposable
{
    private static readonly ActivitySource Source = new("AppHost.Tests");
    private readonly ActivityListener _listener;

    public ClientSpans(OtlpReceiver receiver)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "AppHost.Tests" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => receiver.Add(Received(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Begins a trace; what is sent before it is disposed belongs to it.</summary>
    public static Activity Begin(string name)
    {
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Internal) ?? throw new InvalidOperationException("Nobody listens to the test's spans.");
    }

    public void Dispose() => _listener.Dispose();

    private static ReceivedSpan Received(Activity activity) => new(
        activity.TraceId.ToHexString(),
        activity.SpanId.ToHexString(),
        activity.ParentSpanId == default ? "" : activity.ParentSpanId.ToHexString(),
        "client",
        activity.Source.Name,
        activity.Kind.ToString(),
        activity.DisplayName,
        activity.TagObjects.ToDictionary(t => t.Key, t => t.Value?.ToString() ?? ""));
}
