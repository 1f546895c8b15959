using Aspire.Hosting;
using AspireLocal.Engine;
using AspireLocal.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace AspireLocal.Terminal;

/// <summary>What <c>dotnet run --project AppHost</c> does: runs the application until it is told to stop, or writes its manifest, or shows a log.</summary>
internal sealed class AppHostProgram(DistributedApplication app)
{
    private readonly AppHostRun _run = app.Services.GetRequiredService<AppHostRun>();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DistributedApplicationException problem)
        {
            Console.Error.WriteLine();
            Console.Error.WriteLine(problem.Message);
            Environment.ExitCode = 1;
        }
    }

    private async Task DoAsync(CancellationToken cancellationToken)
    {
        if (_run.OutputPath is { } output)
        {
            var path = await app.Services.GetRequiredService<ManifestPublisher>().PublishAsync(output, cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"Wrote {path}");
            return;
        }

        using var signals = new StopSignals(cancellationToken);
        if (_run.LogsOf is { } resource)
        {
            await ActivatorUtilities.CreateInstance<LogView>(app.Services).ShowAsync(resource, signals.Token).ConfigureAwait(false);
            return;
        }

        await RunUntilToldAsync(signals).ConfigureAwait(false);
    }

    private async Task RunUntilToldAsync(StopSignals signals)
    {
        var view = app.Services.GetRequiredService<StartupView>();
        var watching = view.ShowAsync(signals.Token);
        try
        {
            await app.StartAsync(signals.Token).ConfigureAwait(false);
            var failure = app.Services.GetRequiredService<ApplicationEngine>().Failure;
            if (await Task.WhenAny(failure, signals.Stopped).ConfigureAwait(false) == failure)
            {
                throw await failure.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Ctrl-C while things were being fetched: stopping is all that is left to do.
        }
        finally
        {
            signals.Stop();
            await StartupView.ShowStopAsync(app.DisposeAsync().AsTask()).ConfigureAwait(false);
            await EndAsync(watching).ConfigureAwait(false);
        }
    }

    // Told to stop, it ends cancelled; any other end is a fault of the view, and must be heard of.
    private static async Task EndAsync(Task watching)
    {
        try
        {
            await watching.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
