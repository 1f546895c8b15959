using System.Diagnostics;
using System.Globalization;

namespace AspireLocal.Processes;

/// <summary>
/// A shell that outlives this engine by a moment. It is told what runs, and when its input ends without being told that those ended, the engine
/// was killed: then it kills their groups. The death signal of <see cref="Launcher"/> reaches children only; this reaches what they started,
/// containers, and systems that have no such signal.
/// </summary>
internal static class Watchdog
{
    // Killing a group fails where children lead none; then the child itself has to do.
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        groups=
        removals=
        while read -r what id runtime; do
          case $what in
            +group) groups="$groups $id" ;;
            -group) left=; for group in $groups; do [ "$group" = "$id" ] || left="$left $group"; done; groups=$left ;;
            +container) removals="$removals
        $id $runtime" ;;
          esac
        done
        for group in $groups; do
          kill -KILL "-$group" || kill -KILL "$group"
        done
        printf '%s\n' "$removals" | while read -r id runtime; do
          [ -z "$id" ] || "$runtime" rm --force --volumes "$id"
        done
        """;

    private static readonly Lock Gate = new();
    private static readonly Lazy<StreamWriter?> Input = new(Start);

    public static void Watch(int group) => Tell(string.Create(CultureInfo.InvariantCulture, $"+group {group}"));

    public static void Forget(int group) => Tell(string.Create(CultureInfo.InvariantCulture, $"-group {group}"));

    /// <summary>Never forgotten: removing a container that has gone does no harm, since its name belongs to one run.</summary>
    public static void WatchContainer(string name, string runtime) => Tell($"+container {name} {runtime}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            try
            {
                Input.Value?.Write(line + "\n");
            }
            catch (IOException)
            {
                // Somebody ended it. The death signal and the run record remain.
            }
        }
    }

    private static StreamWriter? Start()
    {
        if (OperatingSystem.IsWindows() || Executable.Find("sh") is not { } shell)
        {
            return null;
        }

        var start = new ProcessStartInfo(shell) { RedirectStandardInput = true, WorkingDirectory = "/" };
        if (Executable.Find("setsid") is { } setsid)
        {
            start.FileName = setsid; // Out of the terminal's reach.
            start.ArgumentList.Add(shell);
        }

        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        var input = Process.Start(start)!.StandardInput;
        input.AutoFlush = true;
        return input;
    }
}
