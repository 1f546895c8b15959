namespace AspireLocal.State;

/// <summary>A lock between processes: a file held open exclusively, which the system lets go however the process ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int HeldOnLinux = 11; // EWOULDBLOCK, from flock(2).
    private const int HeldOnMacOS = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Null when another process, or another part of this one, holds it.</summary>
    /// <exception cref="IOException">The file can't be opened for another reason.</exception>
    public static FolderLock? TryAcquire(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0));
        }
        catch (IOException exception) when (exception.HResult is HeldOnLinux or HeldOnMacOS or HeldOnWindows)
        {
            return null;
        }
    }

    /// <param name="path">The lock file; it stays, empty, when the lock is let go.</param>
    /// <param name="onWait">Called once, when another process holds it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FolderLock> AcquireAsync(string path, Action? onWait, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            onWait?.Invoke();
            onWait = null;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
