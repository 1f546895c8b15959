using AspireLocal.State;

namespace AspireLocal.Tests;

/// <summary>Folders of a test's own, but for the cache: what is fetched is fetched once for all of them, as for a user.</summary>
public sealed class TestFolders : IDisposable
{
    private const UnixFileMode PassThrough =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public TestFolders()
    {
        Home = Path.Combine(Path.GetTempPath(), $"aspire-local-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Home, PassThrough);
        Folders = UserFolders.Under(Home) with { Cache = UserFolders.Open().Cache };
        UserFolders.Create(Folders.Data);
        UserFolders.Create(Folders.State);
    }

    public string Home { get; }

    internal UserFolders Folders { get; }

    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Home, Guid.NewGuid().ToString("N")), PassThrough).FullName;

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
