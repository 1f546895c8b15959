using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;

namespace AspireLocal.Processes;

/// <summary>
/// Wraps a command so that it can't outlive this engine: <c>setsid</c> gives it a session, hence a process group that the terminal's Ctrl-C does
/// not reach and that can be killed as a whole; <c>setpriv</c> asks the kernel for a signal when we die and drops root; <c>sh</c> gives up if we died before
/// that was asked. Each execs the next in place, so the pid is the command's own.
/// </summary>
internal static class Launcher
{
    private const string UnlessOrphaned = "[ \"$PPID\" = \"$0\" ] && exec \"$@\"";

    private static readonly Lazy<bool> Works = new(Probe);

    /// <summary>True where children lead their own process group and die with this engine: Linux with util-linux.</summary>
    public static bool IsAvailable => Works.Value;

    public static ProcessStartInfo Describe(ProcessSpec spec)
    {
        var file = Executable.Resolve(spec);
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var user = spec.Unprivileged ? UnprivilegedUser.Current : null;
        if (IsAvailable)
        {
            start.FileName = "setsid";
            Add(start, ["setpriv", "--pdeathsig", NameOf(spec.DeathSignal), .. Drop(user), "--", "sh", "-c", UnlessOrphaned, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), file]);
        }
        else if (user is not null)
        {
            throw new DistributedApplicationException(
                $"Resource '{spec.Name}' refuses to run as root, and without the commands 'setsid' and 'setpriv' of util-linux it can't be started as another user. Install util-linux, or run AppHost as an ordinary user.");
        }

        Add(start, spec.Arguments);
        InheritedEnvironment.Apply(start.Environment, spec);
        return start;
    }

    private static string[] Drop(UnprivilegedUser? user) =>
        user is null ? [] : ["--reuid", Number(user.User), "--regid", Number(user.Group), "--clear-groups", "--no-new-privs"];

    private static string NameOf(UnixSignal signal) => signal switch
    {
        UnixSignal.Interrupt => "INT",
        UnixSignal.Quit => "QUIT",
        UnixSignal.Terminate => "TERM",
        _ => "KILL",
    };

    private static string Number(uint id) => id.ToString(CultureInfo.InvariantCulture);

    private static void Add(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }

    // Busybox has commands of the same names that know none of this: only a try tells.
    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || Executable.Find("setsid") is null || Executable.Find("setpriv") is null)
        {
            return false;
        }

        var start = new ProcessStartInfo("setsid") { RedirectStandardError = true, RedirectStandardOutput = true };
        Add(start, ["setpriv", "--pdeathsig", NameOf(UnixSignal.Kill), "--", "true"]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
