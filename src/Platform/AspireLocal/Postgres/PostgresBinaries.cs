using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>A set of Postgres programs that run on this machine.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="MajorVersion">18, for example.</param>
/// <param name="Source">For people: where it comes from, with its full version.</param>
internal sealed record PostgresBinaries(string Folder, int MajorVersion, string Source)
{
    public static Task<PostgresBinaries> ResolveAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{folders} {progress} {cancellationToken}");
}
