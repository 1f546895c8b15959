using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.Projects;
using AspireLocal.State;

namespace AspireLocal.Redis;

/// <summary>Garnet, Microsoft's server for the Redis protocol, from the NuGet package of its .NET tool: one pinned version, kept in the user's cache.</summary>
internal static class GarnetTool
{
    private const string Version = "2.2.8";
    private const string Program = "GarnetServer.dll";

    /// <exception cref="DistributedApplicationException">The tool can't be restored.</exception>
    public static async Task<RedisBinaries> EnsureAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(folders.Cache, $"garnet-server-{Version}");
        await InstalledOnce.EnsureAsync(
            folder,
            async (temporary, cancellation) =>
            {
                progress.Report($"Fetching garnet-server {Version} with dotnet (once).");
                await InstallAsync(temporary, cancellation);
            },
            whole => File.Exists(Path.Combine(whole, Program)),
            progress,
            cancellationToken);
        return Describe(Path.Combine(folder, Program), $".NET tool garnet-server {Version}");
    }

    /// <summary>Its dll, not the tool's launcher: one process, with a pid that is its own.</summary>
    public static RedisBinaries Describe(string program, string source) => new(RedisFlavour.Garnet, DotNetHost.Path, ["exec", program], source);

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var tool = Path.Combine(folder, "tool");
        var result = await CommandResult.RunAsync(
            new ProcessSpec(
                "dotnet tool",
                DotNetHost.Path,
                ["tool", "install", "garnet-server", "--version", Version, "--tool-path", tool],
                Environment.CurrentDirectory, // A nuget.config above AppHost counts.
                new Dictionary<string, string> { ["DOTNET_NOLOGO"] = "1" }),
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new DistributedApplicationException(
                $"There is no Redis for this application: no redis-server 7 or later and no valkey-server on PATH, and 'dotnet tool install garnet-server --version {Version}' failed: {result.LastWords} " +
                "Make a NuGet feed reachable that serves garnet-server, or install Redis (Debian: 'apt-get install redis-server') or Valkey.");
        }

        var program = Directory.EnumerateFiles(tool, Program, SearchOption.AllDirectories).First(path => Path.GetFileName(Path.GetDirectoryName(path)) == "any");
        Keep(Path.GetDirectoryName(program)!, folder);
        Directory.Delete(tool, recursive: true);
    }

    // The package unpacks to 577 MB: itself twice, and copies for every system. This one needs a tenth of it.
    private static void Keep(string source, string folder)
    {
        foreach (var file in new DirectoryInfo(source).GetFiles())
        {
            file.MoveTo(Path.Combine(folder, file.Name));
        }

        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var runtimes = Directory.CreateDirectory(Path.Combine(folder, "runtimes"));
        foreach (var runtime in new DirectoryInfo(Path.Combine(source, "runtimes")).GetDirectories($"{system}*"))
        {
            runtime.MoveTo(Path.Combine(runtimes.FullName, runtime.Name));
        }
    }
}
