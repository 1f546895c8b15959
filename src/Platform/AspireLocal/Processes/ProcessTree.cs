using System.ComponentModel;
using System.Diagnostics;

namespace AspireLocal.Processes;

/// <summary>Kills a child with what it started: its descendants, some of which lead sessions of their own (Postgres's do), and its process group.</summary>
internal static class ProcessTree
{
    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            Kill(process);
        }
        catch (ArgumentException)
        {
            // It ended by itself meanwhile.
        }
    }

    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or one of its descendants, ended by itself meanwhile.
        }

        KillGroup(process.Id);
    }

    public static void KillGroup(int id)
    {
        if (Launcher.IsAvailable)
        {
            Libc.Signal(-id, UnixSignal.Kill);
        }
    }
}
