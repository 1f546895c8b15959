using System.Diagnostics;
using AspireLocal.Processes;

namespace AspireLocal.Tests.Processes;

public sealed class RunRecordTests : IDisposable
{
    private readonly TestFolders _test = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EngineKilled_ItsChildrenAndTheirsAreGoneWithinFiveSeconds()
    {
        await using var engine = await EngineProcess.StartAsync(_test.Home, "children");
        var children = engine.Children.Select(ProcessIdentity.Of).ToList();
        Assert.All(children, child => Assert.NotNull(child));

        await engine.KillAsync();

        Assert.True(await Eventually.IsTrueAsync(() => children.TrueForAll(child => !child!.Value.IsAlive), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Open_AfterADeadEngine_EndsItsChildrenAndDeletesItsFolders()
    {
        await using var engine = await EngineProcess.StartAsync(_test.Home, "orphan");
        var orphan = ProcessIdentity.Of(engine.Children.Single());
        var folder = engine.Values("folder").Single();
        await engine.KillAsync();
        Assert.True(orphan!.Value.IsAlive);
        Assert.True(Directory.Exists(folder));

        using var record = await RunRecord.OpenAsync(_test.Folders, Cancellation);

        Assert.False(orphan.Value.IsAlive);
        Assert.False(Directory.Exists(folder));
        Assert.Single(Directory.GetFiles(Path.Combine(_test.Folders.State, "runs")));
    }

    [Fact]
    public async Task Open_BesideALivingEngine_TouchesNothingOfIt()
    {
        await using var engine = await EngineProcess.StartAsync(_test.Home, "orphan");
        var child = ProcessIdentity.Of(engine.Children.Single());

        using (await RunRecord.OpenAsync(_test.Folders, Cancellation))
        {
            Assert.True(child!.Value.IsAlive);
            Assert.True(Directory.Exists(engine.Values("folder").Single()));
        }

        await engine.KillAsync();
        using var cleaner = await RunRecord.OpenAsync(_test.Folders, Cancellation);
        Assert.False(child.Value.IsAlive);
    }

    [Fact]
    public async Task Open_PidReusedByAnotherProcess_LeavesItAlone()
    {
        using var stranger = Process.Start("sleep", ["1000"]);
        var runs = Directory.CreateDirectory(Path.Combine(_test.Folders.State, "runs")).FullName;
        await File.WriteAllTextAsync(Path.Combine(runs, "dead.run"), $"child\t{stranger.Id}\t1\tcatalog\nchild\t{stranger.Id}\tgarb", Cancellation);

        using var record = await RunRecord.OpenAsync(_test.Folders, Cancellation);

        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task Dispose_DeletesScratchFoldersAndTheRecord()
    {
        var record = await RunRecord.OpenAsync(_test.Folders, Cancellation);
        var folder = record.CreateScratchFolder("cache");
        Assert.True(Directory.Exists(folder));

        record.Dispose();

        Assert.False(Directory.Exists(folder));
        Assert.Empty(Directory.GetFiles(Path.Combine(_test.Folders.State, "runs")));
    }

    public void Dispose() => _test.Dispose();
}
