using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using AspireLocal.Processes;

namespace AspireLocal.Postgres;

/// <summary>Postgres that somebody else installed.</summary>
internal static partial class InstalledPostgres
{
    public const int OldestMajorVersion = 15;

    // Where Debian, Red Hat, Homebrew and the Windows installer put it: none of them on PATH.
    private static readonly (string Folder, string Versions)[] Places =
    [
        ("/usr/lib/postgresql", "*"),
        ("/usr", "pgsql-*"),
        ("/opt/homebrew/opt", "postgresql@*"),
        ("/usr/local/opt", "postgresql@*"),
        ("C:/Program Files/PostgreSQL", "*"),
    ];

    /// <summary>The highest version that is recent enough, or null.</summary>
    public static async Task<PostgresBinaries?> FindAsync(CancellationToken cancellationToken)
    {
        PostgresBinaries? best = null;
        foreach (var folder in Candidates().Distinct())
        {
            if (await ReadMajorVersionAsync(folder, cancellationToken) is { } version && version >= OldestMajorVersion && version > (best?.MajorVersion ?? 0))
            {
                best = new PostgresBinaries(folder, version, $"Postgres {version} in {folder}");
            }
        }

        return best;
    }

    /// <exception cref="DistributedApplicationException">The folder holds no Postgres, or one that is too old.</exception>
    public static async Task<PostgresBinaries> OpenAsync(string folder, CancellationToken cancellationToken) =>
        await ReadMajorVersionAsync(folder, cancellationToken) is { } version && version >= OldestMajorVersion
            ? new PostgresBinaries(folder, version, $"Postgres {version} in {folder}")
            : throw new DistributedApplicationException(
                $"{PostgresBinaries.Variable}={folder} names no folder with the programs 'postgres' and 'initdb' of Postgres {OldestMajorVersion} or later. Correct it, or unset it to let this engine find or fetch one.");

    /// <summary>Null when the folder lacks the two programs that are needed, or they don't run.</summary>
    public static async Task<int?> ReadMajorVersionAsync(string folder, CancellationToken cancellationToken)
    {
        if (!new PostgresBinaries(folder, 0, "").Exist)
        {
            return null;
        }

        var match = Version().Match((await AskVersionAsync(folder, cancellationToken)).Output);
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Asks as the user who will run it.</summary>
    public static Task<CommandResult> AskVersionAsync(string folder, CancellationToken cancellationToken) => CommandResult.RunAsync(
        new ProcessSpec("postgres", Path.Combine(folder, "postgres"), ["--version"], Path.GetPathRoot(folder)!, new Dictionary<string, string>())
        {
            Unprivileged = true,
            IsolatedEnvironment = true,
        },
        cancellationToken);

    private static IEnumerable<string> Candidates()
    {
        // PATH often holds a link only; the other programs and the libraries are beside its target.
        if (Executable.Find("postgres") is { } found)
        {
            yield return Path.GetDirectoryName(new FileInfo(found).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? found)!;
        }

        foreach (var (folder, versions) in Places.Where(place => Directory.Exists(place.Folder)))
        {
            foreach (var installation in Directory.EnumerateDirectories(folder, versions))
            {
                yield return Path.Combine(installation, "bin");
            }
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
