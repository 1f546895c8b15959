using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;

namespace AspireLocal.Processes;

/// <summary>A running child whose output is read, which can be stopped, and which does not outlive this engine.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // A grandchild that escaped the group may hold the output open for ever.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ProcessSpec _spec;

    private ChildProcess(Process process, ProcessSpec spec, Action<string, bool> onLine)
    {
        (_process, _spec) = (process, spec);
        Id = process.Id;
        StartedAt = DateTimeOffset.UtcNow;
        Exited = WatchAsync(onLine);
    }

    /// <summary>The command's own pid, and on Linux its process group.</summary>
    public int Id { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Exit code, once the output was read to its end; 128 + signal for a child that was killed. Never faults.</summary>
    public Task<int> Exited { get; }

    /// <param name="spec">What to start.</param>
    /// <param name="onLine">Called for every line of output; true for standard error. Called from two threads at once; must not block.</param>
    /// <param name="record">Where the child is written down for the next engine to clean up, should this one die on a system without death signals.</param>
    /// <exception cref="DistributedApplicationException">The program or its working directory is missing or can't be executed.</exception>
    public static ChildProcess Start(ProcessSpec spec, Action<string, bool> onLine, RunRecord? record = null)
    {
        var start = Launcher.Describe(spec);
        try
        {
            var process = LauncherThread.Invoke(() => Process.Start(start)!);
            Watchdog.Watch(process.Id);
            record?.AddChild(process.Id, spec.Name);
            Feed(process, spec.StandardInput);
            return new ChildProcess(process, spec, onLine);
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException(
                $"Resource '{spec.Name}' can't start: '{spec.FileName}' can't be executed ({exception.Message}). Check that it is a program for this system.", exception);
        }
    }

    /// <summary>
    /// Sends the stop signal, waits for the child to drain, kills its whole process group after <see cref="ProcessSpec.StopTimeout"/> or
    /// as soon as <paramref name="cancellationToken"/> says so. Returns when the child is gone, and does not throw on cancellation.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!Exited.IsCompleted && !OperatingSystem.IsWindows() && !_process.HasExited)
        {
            Libc.Signal(Id, _spec.StopSignal);
            await ((Task)Exited).WaitAsync(_spec.StopTimeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Kill();
        await Exited;
    }

    /// <summary>Kills the child, its descendants and its group at once. Harmless when it is gone.</summary>
    public void Kill()
    {
        if (!Exited.IsCompleted)
        {
            ProcessTree.Kill(_process);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private static void Feed(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: its exit code and output tell why.
        }
    }

    private async Task<int> WatchAsync(Action<string, bool> onLine)
    {
        await Task.Yield();
        var output = Task.WhenAll(
            OutputReader.ReadAsync(_process.StandardOutput.BaseStream, line => onLine(line, false)),
            OutputReader.ReadAsync(_process.StandardError.BaseStream, line => onLine(line, true)));
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        ProcessTree.KillGroup(Id); // What the child started and left behind.
        Watchdog.Forget(Id);
        await output.WaitAsync(OutputGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.ExitCode;
    }
}
