using AspireLocal.State;

namespace AspireLocal.Tests.State;

public sealed class FolderLockTests : IDisposable
{
    private readonly TestFolders _test = new();

    private string File => Path.Combine(_test.Home, "it.lock");

    [Fact]
    public async Task Acquire_Held_WaitsAndSaysSoOnce()
    {
        var waits = 0;
        var held = FolderLock.TryAcquire(File);
        Assert.NotNull(held);
        Assert.Null(FolderLock.TryAcquire(File));

        var waiting = FolderLock.AcquireAsync(File, () => waits++, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        held.Dispose();

        (await waiting).Dispose();
        Assert.Equal(1, waits);
    }

    [Fact]
    public void Acquire_ReadOnly_FailsInsteadOfWaitingForEver()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 64);
        var path = Path.Combine(disk.Path, "it.lock");
        FolderLock.TryAcquire(path)!.Dispose();
        disk.MakeReadOnly();

        Assert.ThrowsAny<Exception>(() => FolderLock.TryAcquire(path));
    }

    public void Dispose() => _test.Dispose();
}
