using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Redis;

/// <summary>A server that speaks the Redis protocol and runs on this machine.</summary>
/// <param name="Flavour">Decides how it is configured.</param>
/// <param name="FileName">The program.</param>
/// <param name="LeadingArguments">What comes before the server's own arguments: the dll, for a .NET tool.</param>
/// <param name="Source">For people: where it comes from, with its version where that is known.</param>
internal sealed partial record RedisBinaries(RedisFlavour Flavour, string FileName, IReadOnlyList<string> LeadingArguments, string Source)
{
    /// <summary><c>redis</c>, <c>valkey</c>, <c>garnet</c>, or the path of a program; unset: the first of these that works.</summary>
    public const string Variable = "ASPIRE_LOCAL_REDIS";

    private const int OldestMajorVersion = 7;

    /// <exception cref="DistributedApplicationException">There is none, or not the one asked for.</exception>
    public static Task<RedisBinaries> ResolveAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        ResolveAsync(Environment.GetEnvironmentVariable(Variable), folders, progress, cancellationToken);

    internal static async Task<RedisBinaries> ResolveAsync(string? choice, UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken) =>
        choice switch
        {
            null or "" => await FindAsync("redis", cancellationToken) ?? await FindAsync("valkey", cancellationToken) ?? await GarnetTool.EnsureAsync(folders, progress, cancellationToken),
            "garnet" => await GarnetTool.EnsureAsync(folders, progress, cancellationToken),
            "redis" => await FindAsync("redis", cancellationToken) ?? throw Missing("redis"),
            "valkey" => await FindAsync("valkey", cancellationToken) ?? throw Missing("valkey"),
            var path => Open(path),
        };

    private static async Task<RedisBinaries?> FindAsync(string product, CancellationToken cancellationToken)
    {
        if (Executable.Find(product + "-server") is not { } program)
        {
            return null;
        }

        var spec = new ProcessSpec(product, program, ["--version"], Path.GetTempPath(), new Dictionary<string, string>()) { IsolatedEnvironment = true };
        var result = await CommandResult.RunAsync(spec, cancellationToken);
        var version = Version().Match(result.Output);
        return version.Success && int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) >= OldestMajorVersion
            ? new RedisBinaries(product == "redis" ? RedisFlavour.Redis : RedisFlavour.Valkey, program, [], $"{product}-server {version.Groups[1]}{version.Groups[2]} in {program}")
            : null;
    }

    private static DistributedApplicationException Missing(string product) => new(
        $"{Variable}={product}, but there is no {product}-server {OldestMajorVersion} or later on PATH. Install it (Debian: 'apt-get install {product}-server'), or unset {Variable} to let this engine choose.");

    private static RedisBinaries Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new DistributedApplicationException(
                $"{Variable}={path} names no file. Set it to redis, valkey, garnet or the path of a server program, or unset it to let this engine choose.");
        }

        var name = Path.GetFileName(path);
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? GarnetTool.Describe(path, path)
            : name.Contains("garnet", StringComparison.OrdinalIgnoreCase) ? new(RedisFlavour.Garnet, path, [], path)
            : new(name.Contains("valkey", StringComparison.OrdinalIgnoreCase) ? RedisFlavour.Valkey : RedisFlavour.Redis, path, [], path);
    }

    [GeneratedRegex(@"v=(\d+)([\d.]*)")]
    private static partial Regex Version();
}
