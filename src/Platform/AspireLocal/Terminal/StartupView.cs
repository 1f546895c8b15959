using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using Spectre.Console;

namespace AspireLocal.Terminal;

/// <summary>Shows the application while it starts: a live table on a terminal, a line a change elsewhere; then where everything is, and what goes wrong later.</summary>
internal sealed class StartupView(
    ApplicationEngine engine, ResourceNotificationService notifications, ResourceLogs logs, RunContext run)
{
    // Between and around five columns, with the mark before the state.
    private const int Gaps = 18;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(120);

    private readonly DateTimeOffset _began = System.Diagnostics.Process.GetCurrentProcess().StartTime;
    private readonly Dictionary<string, string> _told = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    private TimeSpan Elapsed => DateTimeOffset.Now - _began;

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(watching.Token);
        try
        {
            await (_isTerminal ? ShowTableAsync(cancellationToken) : _ready.Task.WaitAsync(cancellationToken)).ConfigureAwait(false);
            ShowSummary();
            await watch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells that everything is being stopped, until it is.</summary>
    public static async Task ShowStopAsync(Task stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        Console.WriteLine();
        Console.WriteLine("Stopping, the edge first and the databases last. Ctrl-C again to end at once.");
        await stopping.ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Stopped in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s. Nothing is left running."));
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (engine.Find(change.ResourceId) is not [var instance])
            {
                continue;
            }

            var row = ResourceRow.Of(instance, change.Snapshot);
            if (_told.GetValueOrDefault(row.Id) != row.State)
            {
                _told[row.Id] = row.State;
                TellChange(row);
            }

            if (!_ready.Task.IsCompleted && Rows().All(r => r.IsReady))
            {
                _ready.TrySetResult();
            }
        }
    }

    // While the table is on the screen it tells everything; afterwards, and without a terminal, each change is a line.
    private void TellChange(ResourceRow row)
    {
        var isOnScreen = _isTerminal && !_ready.Task.IsCompleted;
        if (isOnScreen || row.State is "not started" or "waiting" or "running" or "stopping")
        {
            return;
        }

        var detail = row.IsReady ? row.Endpoints : row.State is "failed" ? "" : row.LastLine;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,6:0.0} s  {row.Id,-14} {row.State,-10} {detail}").TrimEnd());
    }

    private IEnumerable<ResourceRow> Rows() => engine.Instances
        .Where(i => !i.Resource.HasAnnotation<ExplicitStartupAnnotation>())
        .Select(i => ResourceRow.Of(i, notifications.TryGetCurrentState(i.Id, out var known) ? known.Snapshot : null));

    private async Task ShowTableAsync(CancellationToken cancellationToken)
    {
        while (engine.Instances.Count == 0)
        {
            await Task.Delay(Refresh, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        await AnsiConsole.Live(Table()).AutoClear(true).StartAsync(async live =>
        {
            while (!_ready.Task.IsCompleted && !engine.Failure.IsCompleted)
            {
                live.UpdateTarget(Table());
                await Task.WhenAny(_ready.Task, Task.Delay(Refresh, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }).ConfigureAwait(false);
        AnsiConsole.Write(Table());
        await _ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Simple).Expand();
        table.AddColumn("Resource", c => c.NoWrap()).AddColumn("State", c => c.NoWrap()).AddColumn("Endpoints", c => c.NoWrap())
            .AddColumn("Restarts", c => c.RightAligned().NoWrap()).AddColumn("Last line of its log");
        var rows = Rows().ToList();
        var taken = rows.Max(r => r.Id.Length) + rows.Max(r => r.State.Length) + Math.Max("Endpoints".Length, rows.Max(r => r.Endpoints.Length)) + "Restarts".Length;
        var room = Math.Max(20, AnsiConsole.Profile.Width - taken - Gaps);
        foreach (var row in rows)
        {
            var color = row.IsReady ? "green" : row.IsBad ? "red" : "yellow";
            var mark = row.IsReady ? "●" : row.IsBad ? "✗" : "○";
            var line = row.LastLine.Trim();
            line = line.Length > room ? line[..(room - 1)] + "…" : line;
            table.AddRow(
                Markup.Escape(row.Id), $"[{color}]{mark}[/] {Markup.Escape(row.State)}", Markup.Escape(row.Endpoints),
                row.Restarts == 0 ? "" : row.Restarts.ToString(CultureInfo.InvariantCulture), $"[dim]{Markup.Escape(line)}[/]");
        }

        return table;
    }

    private void ShowSummary()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ready in {Elapsed.TotalSeconds:0.0} s: every resource is healthy."));
        Console.WriteLine();
        foreach (var row in Rows().Where(r => r.Endpoints.Length > 0).Reverse())
        {
            Console.WriteLine($"  {row.Id,-14} {row.Endpoints}");
        }

        Console.WriteLine();
        if (run.Certificate is { } certificate)
        {
            Console.WriteLine($"  certificate    {certificate.TrustPath}   (curl --cacert, or add it to the trusted ones)");
        }

        Console.WriteLine($"  logs           {logs.Folder}   (or: dotnet run --project AppHost -- --logs NAME)");
        Console.WriteLine();
        Console.WriteLine("Ctrl-C stops everything.");
    }
}
