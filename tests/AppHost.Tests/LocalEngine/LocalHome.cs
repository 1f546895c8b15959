namespace AppHost.Tests.LocalEngine;

/// <summary>A home for the engine: its servers are fetched into it once, for all tests of a class.</summary>
public sealed class LocalHome : IDisposable
{
    // Postgres does not run as root; its own user must be able to reach what is below.
#pragma warning disable CA1416 // these tests are for Linux
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), "apphost-" + Guid.NewGuid().ToString("N")[..8]),
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
#pragma warning restore CA1416

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
