using Aspire.Hosting;
using AspireLocal.State;

namespace AspireLocal.Tests.State;

public sealed class InstalledOnceTests : IDisposable
{
    private readonly TestFolders _test = new();
    private readonly ProgressLines _progress = new();
    private int _installs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_test.Home, "tool-1.0");

    [Fact]
    public async Task EnsureAsync_ManyAtOnce_InstallOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnsureAsync()));

        Assert.Equal(1, _installs);
        Assert.Equal("program", await File.ReadAllTextAsync(Path.Combine(Folder, "bin", "link"), Cancellation));
    }

    [Theory]
    [InlineData("bin/program", "truncated")]
    [InlineData("bin/program", null)]
    [InlineData(".installed", null)]
    [InlineData(".installed", "garbage")]
    public async Task EnsureAsync_DamagedCache_InstallsAgainAndSaysSo(string file, string? content)
    {
        await EnsureAsync();
        var path = Path.Combine(Folder, file);
        File.Delete(path);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, Cancellation);
        }

        await EnsureAsync();

        Assert.Equal(2, _installs);
        Assert.Contains(_progress.Lines, line => line.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal("program", await File.ReadAllTextAsync(Path.Combine(Folder, "bin", "program"), Cancellation));
    }

    [Fact]
    public async Task EnsureAsync_NeverWhole_NamesTheFolder()
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => InstalledOnce.EnsureAsync(Folder, InstallAsync, _ => false, _progress, Cancellation));

        Assert.Contains(Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureAsync_InstallFails_LeavesNothingAndTriesAgain()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => InstalledOnce.EnsureAsync(
            Folder, (folder, _) => throw new InvalidOperationException(folder), _ => true, _progress, Cancellation));
        Assert.Empty(Directory.GetDirectories(_test.Home, "tool*"));

        await EnsureAsync();
        Assert.Equal(1, _installs);
    }

    [Fact]
    public async Task EnsureAsync_AfterAKilledInstaller_RemovesItsLeftovers()
    {
        Directory.CreateDirectory(Folder + ".tmp-killed");

        await EnsureAsync();

        Assert.False(Directory.Exists(Folder + ".tmp-killed"));
    }

    [Fact]
    public async Task EnsureAsync_DiskFull_SaysSo()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 64);
        var folder = Path.Combine(disk.Path, "tool");

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => InstalledOnce.EnsureAsync(
            folder, (temporary, _) => File.WriteAllBytesAsync(Path.Combine(temporary, "big"), new byte[1_000_000], Cancellation), _ => true, _progress, Cancellation));

        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        Assert.Contains(UserFolders.HomeVariable, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _test.Dispose();

    private Task EnsureAsync() => InstalledOnce.EnsureAsync(Folder, InstallAsync, _ => true, _progress, Cancellation);

    private async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _installs);
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        await File.WriteAllTextAsync(Path.Combine(folder, "bin", "program"), "program", cancellationToken);
        File.CreateSymbolicLink(Path.Combine(folder, "bin", "link"), "program");
    }
}
