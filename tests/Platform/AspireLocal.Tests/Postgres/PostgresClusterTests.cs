using System.Diagnostics;
using Aspire.Hosting;
using AspireLocal.Ports;
using AspireLocal.Postgres;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Tests.Postgres;

/// <summary>Needs npm with a registry for Postgres 18, and an installed Postgres: Debian's package <c>postgresql</c>.</summary>
public sealed class PostgresClusterTests(ClusterTemplate template) : IClassFixture<ClusterTemplate>, IDisposable
{
    private readonly TestFolders _test = new();
    private readonly PortLeases _ports = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("npm")]
    [InlineData("installed")]
    public async Task Cluster_KeepsDatabasesAndRowsOverRuns(string choice)
    {
        var (binaries, options) = (await ResolveAsync(choice), Options());
        await using (var first = await TestCluster.StartAsync(binaries, options))
        {
            await first.Cluster.EnsureDatabasesAsync(["catalogdb", "odd\" name"], Cancellation);
            await first.QueryAsync("catalogdb", "CREATE TABLE t AS SELECT 'ä' AS word");
            Assert.Null(await first.Cluster.CheckHealthAsync("odd\" name", Cancellation));
            Assert.NotNull(await first.Cluster.CheckHealthAsync("missing", Cancellation));
        }

        await using var second = await TestCluster.StartAsync(binaries, options);
        await second.Cluster.EnsureDatabasesAsync(["catalogdb"], Cancellation);
        Assert.Equal("ä", await second.QueryAsync("catalogdb", "SELECT word FROM t"));
        Assert.Equal("UTF8", await second.QueryAsync("catalogdb", "SHOW server_encoding"));
        Assert.Equal("on", await second.QueryAsync("catalogdb", "SHOW fsync"));
        Assert.Equal("scram-sha-256", await second.QueryAsync("postgres", "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"));
    }

    [Fact]
    public async Task Server_RunsUnprivileged_WithNoPasswordInSight()
    {
        await using var server = await StartCopyAsync("npm", Options());

        Assert.DoesNotContain(server.Options.Password, await File.ReadAllTextAsync($"/proc/{server.Server.Id}/cmdline", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("Uid:\t0", await File.ReadAllTextAsync($"/proc/{server.Server.Id}/status", Cancellation), StringComparison.Ordinal);
        Assert.Equal(["data", "data.lock"], Directory.GetFileSystemEntries(Path.GetDirectoryName(server.Options.DataFolder)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Stop_WithOpenSessions_IsCleanAndQuick()
    {
        await using var server = await StartCopyAsync("npm", Options());
        await using var session = await server.ConnectAsync("postgres");

        await server.Server.StopAsync(Cancellation);

        Assert.Equal(0, await server.Server.Exited);
        Assert.False(File.Exists(Path.Combine(server.Options.DataFolder, "postmaster.pid")));
    }

    [Fact]
    public async Task EngineKilled_ServersAreGoneWithinFiveSeconds()
    {
        Directory.CreateSymbolicLink(Path.Combine(_test.Home, "cache"), _test.Folders.Cache);
        await using var engine = await EngineProcess.StartAsync(_test.Home, "servers");
        var postgres = engine.Children[0];
        var family = Descendants(postgres).Append(postgres).Append(engine.Children[1]).Select(id => ProcessIdentity.Of(id)!.Value).ToList();
        Assert.True(family.Count > 4);

        await engine.KillAsync();

        Assert.True(await Eventually.IsTrueAsync(() => !family.Exists(process => process.IsAlive), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Start_AfterASigkill_Recovers()
    {
        var (binaries, options) = (await ResolveAsync("npm"), Options());
        await using (var first = await StartCopyAsync("npm", options))
        {
            await first.QueryAsync("postgres", "CREATE TABLE t AS SELECT 42 AS answer");
            first.Server.Kill();
        }

        await using var second = await TestCluster.StartAsync(binaries, options);
        Assert.Equal(42, await second.QueryAsync("postgres", "SELECT answer FROM t"));
    }

    [Fact]
    public async Task Start_OtherPassword_SaysSo()
    {
        var (binaries, options) = (await ResolveAsync("npm"), Options());
        await template.CopyAsync(binaries, options);

        await AssertFailsAsync(binaries, options with { Password = "other" }, "made with another user or password", options.DataFolder);
    }

    [Fact]
    public async Task Prepare_OtherMajorVersion_SaysWhichOneMadeIt()
    {
        var options = Options();
        var installed = await ResolveAsync("installed");
        await template.CopyAsync(installed, options);

        await AssertFailsAsync(await ResolveAsync("npm"), options, $"it was made by Postgres {installed.MajorVersion}, and this is 18", PostgresBinaries.Variable);
    }

    [Fact]
    public async Task Prepare_HalfMadeDirectory_SaysSo()
    {
        var options = Options();
        Directory.CreateDirectory(Path.Combine(options.DataFolder, "base"));

        await AssertFailsAsync(await ResolveAsync("npm"), options, "not a whole Postgres data directory", options.DataFolder);
    }

    [Fact]
    public async Task Prepare_InitDbKilled_NextOneStartsAfresh()
    {
        var (binaries, options) = (await ResolveAsync("npm"), Options());
        using var impatience = new CancellationTokenSource();
        var preparing = new PostgresCluster(binaries, options).PrepareAsync(new ProgressLines(), impatience.Token);
        await Eventually.IsTrueAsync(() => Directory.Exists(Path.Combine(options.DataFolder + ".initdb", "base")), TimeSpan.FromSeconds(10));
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparing);
        Assert.False(Directory.Exists(options.DataFolder));

        await using var server = await TestCluster.StartAsync(binaries, options);
    }

    [Fact]
    public async Task Prepare_UsedByAnotherServer_NamesIt()
    {
        var binaries = await ResolveAsync("npm");
        await using var server = await StartCopyAsync("npm", Options());

        await AssertFailsAsync(binaries, server.Options with { Port = _ports.Lease() }, $"process {server.Server.Id} is a Postgres that uses it");
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        var binaries = await ResolveAsync("npm");
        await using var server = await StartCopyAsync("npm", Options());
        var other = Options("other") with { Port = server.Options.Port };
        await template.CopyAsync(binaries, other);

        await AssertFailsAsync(binaries, other with { Password = "other" }, "its port is in use");
    }

    [Fact]
    public async Task Prepare_ReadOnly_SaysSo()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 100_000);
        var (binaries, options) = (await ResolveAsync("npm"), Options() with { DataFolder = Path.Combine(disk.Path, "data") });
        await template.CopyAsync(binaries, options);
        disk.MakeReadOnly();

        await AssertFailsAsync(binaries, options, "can't be written", UserFolders.HomeVariable);
    }

    [Fact]
    public async Task Prepare_DiskTooSmall_SaysSo_AndLeavesNothing()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 20_000);
        var options = Options() with { DataFolder = Path.Combine(disk.Path, "data") };

        await AssertFailsAsync(await ResolveAsync("npm"), options, "full", UserFolders.HomeVariable);

        Assert.Equal(["data.lock"], Directory.GetFileSystemEntries(disk.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Prepare_FolderThatNobodyMayPass_SaysSo()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs Postgres as another user.");
        var closed = Directory.CreateDirectory(Path.Combine(_test.Home, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

        await AssertFailsAsync(await ResolveAsync("npm"), Options() with { DataFolder = Path.Combine(closed, "data") }, "may not read or write", closed);
    }

    public void Dispose()
    {
        _ports.Dispose();
        _test.Dispose();
    }

    private static async Task AssertFailsAsync(PostgresBinaries binaries, PostgresClusterOptions options, params string[] words)
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => TestCluster.StartAsync(binaries, options));

        Assert.All(words, word => Assert.True(error.Message.Contains(word, StringComparison.Ordinal), error.Message));
        Assert.Contains($"'{options.Name}'", error.Message + "'postgres'", StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static List<int> Descendants(int id)
    {
        using var children = Process.Start(new ProcessStartInfo("pgrep", ["-P", $"{id}"]) { RedirectStandardOutput = true })!;
        return children.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
    }

    private async Task<TestCluster> StartCopyAsync(string choice, PostgresClusterOptions options)
    {
        var binaries = await ResolveAsync(choice);
        await template.CopyAsync(binaries, options);
        return await TestCluster.StartAsync(binaries, options);
    }

    private Task<PostgresBinaries> ResolveAsync(string choice)
    {
        if (choice == "installed")
        {
            Installed.SkipWithoutPostgres();
        }

        return PostgresBinaries.ResolveAsync(choice, _test.Folders, new ProgressLines(), Cancellation);
    }

    private PostgresClusterOptions Options(string folder = "one") =>
        new("postgres", Path.Combine(_test.Folders.Data, folder, "data"), _ports.Lease(), "postgres", "it's \"secret\"", IsDurable: true);
}
