using System.Globalization;

namespace AspireLocal.Ports;

/// <summary>Who listens on a port, from proc(5), as far as this user may see.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>" by process 123 (its command line)", or what little is known.</summary>
    public static string Describe(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return " by another process";
        }

        var sockets = ListeningSockets(port);
        return sockets.Count == 0
            ? " by another AspireLocal application that is about to listen on it"
            : FindOwner(sockets) is { } pid ? $" by process {pid} ({CommandLine(pid)})" : " by a process of another user";
    }

    private static HashSet<string> ListeningSockets(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Tables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == Listening)
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet();
    }

    private static string? FindOwner(HashSet<string> sockets) => Directory.EnumerateDirectories("/proc")
        .Select(folder => Path.GetFileName(folder))
        .FirstOrDefault(pid => char.IsAsciiDigit(pid[0]) && Holds(pid, sockets));

    private static bool Holds(string pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // Ended meanwhile, or not ours to see.
        }
    }

    private static string CommandLine(string pid)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ').Trim();
            return command.Length <= 120 ? command : command[..120] + "...";
        }
        catch (IOException)
        {
            return "just ended";
        }
    }
}
