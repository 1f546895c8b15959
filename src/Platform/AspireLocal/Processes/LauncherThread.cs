using System.Collections.Concurrent;

namespace AspireLocal.Processes;

/// <summary>
/// The one thread that starts children. Linux ties a parent-death signal to the thread that forked, not to the process: a child started
/// from a pool thread dies when the pool retires that thread. This one lives as long as the process.
/// </summary>
internal static class LauncherThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static LauncherThread() => new Thread(Run) { IsBackground = true, Name = "AspireLocal launcher" }.Start();

    public static T Invoke<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller, and this thread must not end.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                result.SetException(exception);
            }
        });
        return result.Task.GetAwaiter().GetResult();
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
