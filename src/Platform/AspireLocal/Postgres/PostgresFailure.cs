using Aspire.Hosting;
using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>What Postgres says when it can't go on, and what the user can do about it.</summary>
internal static class PostgresFailure
{
    private static readonly (string Words, string Cause, string Remedy)[] Known =
    [
        ("No space left on device", "the disk that holds '{0}' is full", "Free some space, or " + FolderErrors.Elsewhere),
        ("Check free disk space", "the disk that holds '{0}' is full", "Free some space, or " + FolderErrors.Elsewhere), // The hint on a write that was cut short.
        ("Disk quota exceeded", "the quota for '{0}' is used up", "Free some space, or " + FolderErrors.Elsewhere),
        ("Read-only file system", "'{0}' is on a read-only file system", "Make it writable, or " + FolderErrors.Elsewhere),
        ("Permission denied", "it may not read or write '{0}' or a folder above it", "Give the user it runs as (nobody, when AppHost runs as root) access, or " + FolderErrors.Elsewhere),
        ("lock file \"postmaster.pid\" already exists", "another Postgres uses '{0}'", "Stop the application that started it, or give this one another volume"),
        ("Address already in use", "its port is in use", "End the program that holds it, or choose another port in AppHost"),
        ("incompatible with server", "'{0}' was made by another version of Postgres", "Delete that folder to start with empty databases, or choose that version with " + PostgresBinaries.Variable),
        ("could not locate a valid checkpoint record", "'{0}' is damaged", "Delete that folder to start with empty databases"),
        ("could not map anonymous shared memory", "the machine has too little free memory", "Free some"),
    ];

    private static readonly string[] Severities = ["FATAL:", "PANIC:", "ERROR:", "error:"];

    /// <summary>Whether the server itself calls a line of its log an error: it writes all of it to standard error.</summary>
    public static bool IsError(string line) => Array.Exists(Severities, severity => line.Contains(severity, StringComparison.Ordinal));

    /// <param name="options">Whose failure it is.</param>
    /// <param name="doing">"make its data directory", for example.</param>
    /// <param name="output">The last lines it wrote.</param>
    /// <param name="exitCode">How it ended.</param>
    public static DistributedApplicationException Explain(PostgresClusterOptions options, string doing, string output, int exitCode)
    {
        var known = Array.Find(Known, failure => output.Contains(failure.Words, StringComparison.Ordinal));
        return known.Words is null
            ? new($"Postgres '{options.Name}' could not {doing}: it ended with code {exitCode}.{Quote(output)}")
            : new($"Postgres '{options.Name}' could not {doing}: {Fill(known.Cause, options)}. {Fill(known.Remedy, options)}.{Quote(output)}");
    }

    public static DistributedApplicationException OtherPassword(PostgresClusterOptions options, Exception inner) => new(
        $"Postgres '{options.Name}' refuses user '{options.UserName}': its data in '{options.DataFolder}' was made with another user or password. " +
        "Set the parameter it is started with to the password it was made with, or delete that folder to start with empty databases.",
        inner);

    public static DistributedApplicationException OtherVersion(PostgresClusterOptions options, PostgresBinaries binaries, string version) => new(
        $"Postgres '{options.Name}' can't use its data in '{options.DataFolder}': it was made by Postgres {version}, and this is {binaries.MajorVersion} ({binaries.Source}). " +
        $"Choose a Postgres {version} with {PostgresBinaries.Variable} (npm, installed, or the folder of its programs), or delete that folder to start with empty databases.");

    public static DistributedApplicationException NotADataDirectory(PostgresClusterOptions options) => new(
        $"Postgres '{options.Name}' can't use '{options.DataFolder}': it is not a whole Postgres data directory, as is left when making one was interrupted. Delete that folder and start again.");

    public static DistributedApplicationException InUse(PostgresClusterOptions options, int processId) => new(
        $"Postgres '{options.Name}' can't use its data in '{options.DataFolder}': process {processId} is a Postgres that uses it. " +
        "Stop the application that started it, or give this one another volume in AppHost (WithDataVolume(name)).");

    // What it calls an error, or else its last words.
    private static string Quote(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = Array.FindAll(lines, IsError);
        return lines.Length == 0 ? "" : $" It said: {string.Join(" | ", errors.Length > 0 ? errors.Take(3) : lines.TakeLast(3))}";
    }

    private static string Fill(string text, PostgresClusterOptions options) => text.Replace("{0}", options.DataFolder, StringComparison.Ordinal);
}
