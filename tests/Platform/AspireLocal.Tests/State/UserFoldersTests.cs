using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Tests.State;

public sealed class UserFoldersTests : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly TestFolders _test = new();

    [Fact]
    public void Create_IsPrivate_ButRootLetsTheUnprivilegedUserPass()
    {
        var folder = Path.Combine(_test.Home, "a", "b");

        UserFolders.Create(folder);

        var mode = File.GetUnixFileMode(folder);
        Assert.Equal(UnixFileMode.None, mode & Others);
        Assert.Equal(UnprivilegedUser.Current is not null, (mode & UnixFileMode.OtherExecute) != 0);
    }

    [Fact]
    public void Create_ReadOnly_SaysWhatToDo()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 64);
        disk.MakeReadOnly();

        var error = Assert.Throws<DistributedApplicationException>(() => UserFolders.Create(Path.Combine(disk.Path, "data")));

        Assert.Contains("can't be written", error.Message, StringComparison.Ordinal);
        Assert.Contains(UserFolders.HomeVariable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Full_SaysWhatToDo()
    {
        using var disk = Mount.Tmpfs(_test.NewFolder(), kilobytes: 16);
        File.WriteAllBytes(Path.Combine(disk.Path, "filler"), new byte[12 * 1024]);

        var error = Assert.Throws<DistributedApplicationException>(() =>
        {
            UserFolders.Create(Path.Combine(disk.Path, "data"));
            File.WriteAllBytes(Path.Combine(disk.Path, "rest"), new byte[4 * 1024]);
            UserFolders.Create(Path.Combine(disk.Path, "data"));
        });

        Assert.Contains("full", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _test.Dispose();
}
