using System.Globalization;
using AspireLocal.Containers;
using AspireLocal.State;

namespace AspireLocal.Processes;

/// <summary>
/// What one engine has started and made, written down as it happens in a file that the engine holds locked while it lives. The next engine finds
/// the records nobody holds, ends the children that are still the same processes, and deletes the scratch folders.
/// </summary>
internal sealed class RunRecord : IDisposable
{
    private const string Child = "child";
    private const string Container = "container";
    private const string Folder = "folder";
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(5);

    private readonly UserFolders _folders;
    private readonly FileStream _file;
    private readonly Lock _gate = new();

    private RunRecord(UserFolders folders, FileStream file)
    {
        (_folders, _file) = (folders, file);
        Id = Path.GetFileNameWithoutExtension(file.Name);
    }

    /// <summary>Names this run: unique among all that were.</summary>
    public string Id { get; }

    /// <summary>Cleans up after engines that died, then opens this engine's own record.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">The state folder can't be written.</exception>
    public static async Task<RunRecord> OpenAsync(UserFolders folders, CancellationToken cancellationToken)
    {
        var runs = Path.Combine(folders.State, "runs");
        try
        {
            Directory.CreateDirectory(runs);
            using var held = await FolderLock.AcquireAsync(Path.Combine(folders.State, "runs.lock"), null, cancellationToken);
            foreach (var path in Directory.EnumerateFiles(runs, "*.run"))
            {
                await CleanAsync(path, cancellationToken);
            }

            var own = Path.Combine(runs, $"{DateTime.UtcNow:yyyyMMddHHmmss}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}.run");
            return new RunRecord(folders, new FileStream(own, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(runs, exception);
        }
    }

    /// <summary>On a full disk the child goes without: the death signal and the watchdog know it too.</summary>
    public void AddChild(int id, string name)
    {
        if (ProcessIdentity.Of(id) is { } identity)
        {
            TryAppend(string.Create(CultureInfo.InvariantCulture, $"{Child}\t{identity.Id}\t{identity.StartTime}\t{name}"));
        }
    }

    /// <param name="name">The container's own name, unique to this run.</param>
    /// <param name="runtime">The program that removes it.</param>
    public void AddContainer(string name, string runtime)
    {
        Watchdog.WatchContainer(name, runtime);
        TryAppend($"{Container}\t{name}\t{runtime}");
    }

    /// <summary>A folder that goes with the run.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">It can't be made.</exception>
    public string CreateScratchFolder(string name)
    {
        var parent = Path.Combine(_folders.Data, "scratch");
        UserFolders.Create(parent);
        var folder = Path.Combine(parent, $"{Id}-{name}");
        try
        {
            Append($"{Folder}\t{folder}");
            UserFolders.Create(folder);
            return folder;
        }
        catch (IOException exception)
        {
            throw FolderErrors.Describe(folder, exception);
        }
    }

    /// <summary>The run is over: deletes the scratch folders and the record. Its children must be gone; what can't be deleted is left to the next engine.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _file.Position = 0;
            using var reader = new StreamReader(_file);
            if (TryDeleteFolders(ReadEntries(reader)))
            {
                File.Delete(_file.Name);
            }
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            _file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            _file.Flush();
        }
    }

    private void TryAppend(string line)
    {
        try
        {
            Append(line);
        }
        catch (IOException)
        {
        }
    }

    private static async Task CleanAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // Its engine lives, or belongs to another user.
        }

        using (file)
        {
            using var reader = new StreamReader(file);
            var entries = ReadEntries(reader);
            await KillChildrenAsync(entries, cancellationToken);
            await RemoveContainersAsync(entries, cancellationToken);
            if (TryDeleteFolders(entries))
            {
                File.Delete(path);
            }
        }
    }

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

    private static List<string[]> ReadEntries(StreamReader reader) => [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];

    private static async Task KillChildrenAsync(List<string[]> entries, CancellationToken cancellationToken)
    {
        var children = new List<ProcessIdentity>();
        foreach (var entry in entries)
        {
            if (entry is [Child, var id, var startTime, _]
                && int.TryParse(id, CultureInfo.InvariantCulture, out var pid)
                && long.TryParse(startTime, CultureInfo.InvariantCulture, out var ticks)
                && new ProcessIdentity(pid, ticks) is { IsAlive: true } child)
            {
                children.Add(child);
                ProcessTree.Kill(child.Id);
            }
        }

        for (var waited = TimeSpan.Zero; waited < KillGrace && children.Exists(child => child.IsAlive); waited += TimeSpan.FromMilliseconds(20))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static bool TryDeleteFolders(List<string[]> entries)
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

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
