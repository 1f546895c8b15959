using System.Diagnostics;

namespace ServiceDefaults;

/// <summary>
/// Adds the time of each Npgsql command to the request that it ran for. It listens to spans itself, so Server-Timing works where no
/// exporter is configured, and asks for the cheapest span there is: timed, but with no tags and not recorded.
/// </summary>
internal static class PostgresClock
{
    private const string Npgsql = "Npgsql";
    private const string AspNetCore = "Microsoft.AspNetCore";

    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name is Npgsql or AspNetCore,
        Sample = Sample,
        ActivityStopped = Stopped,
    };

    /// <summary>Starts listening, once a process: spans find their own request, so several hosts can share the listener.</summary>
    public static void Start() => ActivitySource.AddActivityListener(Listener);

    private static ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
        // A server span must exist for a request's timings to ride on; SQL outside a request need not be timed.
        options.Source.Name == AspNetCore || RequestTimings.Of(Activity.Current) is not null
            ? ActivitySamplingResult.PropagationData
            : ActivitySamplingResult.None;

    private static void Stopped(Activity activity)
    {
        // A physical connect inside a command is part of that command's time already.
        if (activity.Source.Name == Npgsql && activity.Parent?.Source.Name != Npgsql)
        {
            RequestTimings.Of(activity)?.AddPostgres(activity.Duration);
        }
    }
}
