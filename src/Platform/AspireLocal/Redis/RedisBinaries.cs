using AspireLocal.State;

namespace AspireLocal.Redis;

/// <summary>A server that speaks the Redis protocol and runs on this machine.</summary>
/// <param name="Flavour">Decides how it is configured.</param>
/// <param name="FileName">The program.</param>
/// <param name="LeadingArguments">What comes before the server's own arguments: the dll, for a .NET tool.</param>
/// <param name="Source">For people: where it comes from, with its version where that is known.</param>
internal sealed record RedisBinaries(RedisFlavour Flavour, string FileName, IReadOnlyList<string> LeadingArguments, string Source)
{
    public static Task<RedisBinaries> ResolveAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{folders} {progress} {cancellationToken}");
}
