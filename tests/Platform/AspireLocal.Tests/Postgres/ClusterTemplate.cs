using System.Collections.Concurrent;
using System.Diagnostics;
using AspireLocal.Postgres;

namespace AspireLocal.Tests.Postgres;

/// <summary>Data directories that were made once, to be copied: most tests are about what happens to one later.</summary>
public sealed class ClusterTemplate : IDisposable
{
    private readonly TestFolders _test = new();
    private readonly ConcurrentDictionary<int, Lazy<Task<string>>> _templates = [];

    internal async Task CopyAsync(PostgresBinaries binaries, PostgresClusterOptions options)
    {
        var template = await _templates.GetOrAdd(binaries.MajorVersion, _ => new(() => MakeAsync(binaries, options))).Value;
        Directory.CreateDirectory(Path.GetDirectoryName(options.DataFolder)!);
        using var copy = Process.Start("cp", ["-a", template, options.DataFolder]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copy.ExitCode);
    }

    public void Dispose() => _test.Dispose();

    private async Task<string> MakeAsync(PostgresBinaries binaries, PostgresClusterOptions options)
    {
        var folder = Path.Combine(_test.Folders.Data, $"{binaries.MajorVersion}");
        await new PostgresCluster(binaries, options with { DataFolder = folder, IsDurable = false }).PrepareAsync(new ProgressLines(), TestContext.Current.CancellationToken);
        return folder;
    }
}
