using System.Diagnostics;
using System.Globalization;

namespace AspireLocal.Processes;

/// <summary>A pid alone is reused sooner or later; with the start time it names one process.</summary>
internal readonly record struct ProcessIdentity(int Id, long StartTime)
{
    /// <summary>Null when there is no such process, or it is a zombie.</summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OfLinux(id) : OfAny(id);
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public bool IsAlive => Of(Id) == this;

    // Field 22 of proc(5)'s stat, in clock ticks since boot; the command in field 2 may hold spaces and parentheses.
    private static ProcessIdentity? OfLinux(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : new ProcessIdentity(id, long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    private static ProcessIdentity OfAny(int id)
    {
        using var process = Process.GetProcessById(id);
        return new ProcessIdentity(id, process.StartTime.ToUniversalTime().Ticks);
    }
}
