using System.Runtime.InteropServices;

namespace AspireLocal.Processes;

/// <summary>The few calls .NET has no API for. Never called on Windows.</summary>
internal static partial class Libc
{
    /// <summary>Signals a process, or with a negative <paramref name="pid"/> a whole process group. False when there is none.</summary>
    public static bool Signal(int pid, UnixSignal signal) => Kill(pid, (int)signal) == 0;

    /// <exception cref="IOException">The owner can't be changed.</exception>
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (ChOwn(path, user, group) != 0)
        {
            throw new IOException($"Can't give '{path}' to user {user}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChOwn(string path, uint user, uint group);
}
