using System.Diagnostics;

namespace AspireLocal.Tests;

/// <summary>A small file system of a test's own, to fill or to make read-only. Only root may mount one: as in CI.</summary>
internal sealed class Mount : IDisposable
{
    private Mount(string path) => Path = path;

    public string Path { get; }

    public static Mount Tmpfs(string folder, int kilobytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a file system.");
        Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=711", "tmpfs", folder);
        return new Mount(folder);
    }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    // Lazily: a process that a test just killed may still be about to leave.
    public void Dispose() => Run("umount", "--lazy", Path);

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
