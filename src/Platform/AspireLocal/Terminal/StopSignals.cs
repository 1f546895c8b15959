using System.Runtime.InteropServices;

namespace AspireLocal.Terminal;

/// <summary>Ctrl-C, a closed terminal, or a polite kill. The first one stops gracefully; a second Ctrl-C ends the AppHost at once, and the system takes its children along.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignals(CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.Token.Register(() => _stopped.TrySetResult());
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    public CancellationToken Token => _source.Token;

    public Task Stopped => _stopped.Task;

    public void Stop() => _source.Cancel();

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (context.Signal is PosixSignal.SIGINT && _source.IsCancellationRequested)
        {
            Environment.Exit(130);
        }

        context.Cancel = true;
        _source.Cancel();
    }
}
