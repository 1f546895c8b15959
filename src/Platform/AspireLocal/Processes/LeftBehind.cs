using System.Globalization;
using AspireLocal.Containers;

namespace AspireLocal.Processes;

/// <summary>
/// Cleans up after an engine that died: ends the children that are still the same processes, removes the containers, deletes the scratch folders. One line of
/// a record each; a line that was cut short by the death is skipped.
/// </summary>
internal static class LeftBehind
{
    public const string Child = "child";
    public const string Container = "container";
    public const string Folder = "folder";
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(5);

    public static async Task CleanAsync(string record, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(record, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // Its engine lives, or belongs to another user.
        }

        using (file)
        {
            using var reader = new StreamReader(file);
            var entries = Read(reader);
            await KillChildrenAsync(entries, cancellationToken);
            await RemoveContainersAsync(entries, cancellationToken);
            DeleteFolders(record, entries);
        }
    }

    public static List<string[]> Read(StreamReader record) => [.. record.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];

    /// <summary>And the record, unless a folder can't be deleted.</summary>
    public static void DeleteFolders(string record, List<string[]> entries)
    {
        try
        {
            foreach (var entry in entries)
            {
                if (entry is [Folder, var folder] && Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }

            File.Delete(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static async Task KillChildrenAsync(List<string[]> entries, CancellationToken cancellationToken)
    {
        var children = entries.Select(Identity).OfType<ProcessIdentity>().Where(child => child.IsAlive).ToList();
        children.ForEach(child => ProcessTree.Kill(child.Id));
        for (var waited = TimeSpan.Zero; waited < KillGrace && children.Exists(child => child.IsAlive); waited += TimeSpan.FromMilliseconds(20))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static ProcessIdentity? Identity(string[] entry) =>
        entry is [Child, var id, var startTime, _] && int.TryParse(id, CultureInfo.InvariantCulture, out var pid) && long.TryParse(startTime, CultureInfo.InvariantCulture, out var time)
            ? new ProcessIdentity(pid, time)
            : null;

    private static async Task RemoveContainersAsync(List<string[]> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (entry is [Container, var name, var runtime] && File.Exists(runtime))
            {
                await CommandResult.RunAsync(new ContainerRuntime(runtime, "").Remove(name), cancellationToken);
            }
        }
    }
}
