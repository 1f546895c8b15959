using System.Collections.Concurrent;
using AspireLocal.Projects;
using AspireLocal.Publishing;
using AspireLocal.State;

namespace AspireLocal.Engine;

/// <summary>The logs of all resources of this run, one file a resource in a folder of the run's own.</summary>
internal sealed class ResourceLogs(AppHostProject project, AppHostRun run, UserFolders folders) : IDisposable
{
    private const int KeptRuns = 10;
    private const int ToldLines = 12;

    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<(string Path, FolderLock? Lock)> _folder = new(() => MakeFolder(project, run, folders));

    /// <summary>Full path of the folder that holds this run's files.</summary>
    public string Folder => _folder.Value.Path;

    public ResourceLog Of(string resourceId) =>
        _logs.GetOrAdd(resourceId, id => new ResourceLog(Path.Combine(Folder, id + ".log"), TimeProvider.System));

    /// <summary>The last lines of a resource, and where the rest is, as a sentence for a message.</summary>
    public string Describe(string resourceId)
    {
        if (!_logs.TryGetValue(resourceId, out var log) || log.Tail(ToldLines) is not { Count: > 0 } lines)
        {
            return "It has logged nothing.";
        }

        return $"Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Select(l => "    " + l))}{Environment.NewLine}The whole log: {log.Path}";
    }

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Dispose();
        }

        if (_folder.IsValueCreated)
        {
            _folder.Value.Lock?.Dispose();
        }
    }

    /// <summary>True when the run that wrote the folder has ended, however it did.</summary>
    public static bool IsOver(string folder)
    {
        using var free = FolderLock.TryAcquire(LockOf(folder));
        return free is not null;
    }

    /// <summary>The folder of the AppHost's newest run, or null when it has not run.</summary>
    public static string? FindNewest(AppHostProject project, UserFolders folders) =>
        RunsOf(Parent(project, isTest: false, folders)).FirstOrDefault();

    private static (string Path, FolderLock? Lock) MakeFolder(AppHostProject project, AppHostRun run, UserFolders folders)
    {
        var parent = Parent(project, run.IsTest, folders);
        var name = $"{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}-{Guid.NewGuid().ToString("N")[..6]}";
        var folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        foreach (var old in RunsOf(parent).Skip(KeptRuns))
        {
            TryDelete(old);
        }

        return (folder, FolderLock.TryAcquire(LockOf(folder)));
    }

    private static string LockOf(string folder) => Path.Combine(folder, ".running");

    private static string Parent(AppHostProject project, bool isTest, UserFolders folders) =>
        Path.Combine(folders.State, "logs", project.UniqueName + (isTest ? "-test" : ""));

    private static IEnumerable<string> RunsOf(string parent) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).OrderDescending(StringComparer.Ordinal) : [];

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Another run deletes it too, or someone reads it; the next run tries again.
        }
    }
}
