using System.Globalization;
using System.Text;
using AspireLocal.State;

namespace AspireLocal.Processes;

/// <summary>
/// What one engine has started and made, written down as it happens in a file that the engine holds locked while it lives. The next engine
/// cleans up by the records that nobody holds: see <see cref="LeftBehind"/>.
/// </summary>
internal sealed class RunRecord : IDisposable
{
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
                await LeftBehind.CleanAsync(path, cancellationToken);
            }

            var own = Path.Combine(runs, $"{DateTime.UtcNow:yyyyMMddHHmmss}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}.run");
            return new RunRecord(folders, new FileStream(own, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(runs, exception);
        }
    }

    public void AddChild(int id, string name)
    {
        if (ProcessIdentity.Of(id) is { } identity)
        {
            TryAppend(string.Create(CultureInfo.InvariantCulture, $"{LeftBehind.Child}\t{identity.Id}\t{identity.StartTime}\t{name}"));
        }
    }

    /// <param name="name">The container's own name, unique to this run.</param>
    /// <param name="runtime">The program that removes it.</param>
    public void AddContainer(string name, string runtime)
    {
        Watchdog.WatchContainer(name, runtime);
        TryAppend($"{LeftBehind.Container}\t{name}\t{runtime}");
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
            Append($"{LeftBehind.Folder}\t{folder}");
        }
        catch (IOException exception)
        {
            throw FolderErrors.Describe(folder, exception);
        }

        UserFolders.Create(folder);
        return folder;
    }

    /// <summary>The run is over: deletes the scratch folders and the record. Its children must be gone; what can't be deleted is left to the next engine.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _file.Position = 0;
            using var reader = new StreamReader(_file);
            LeftBehind.DeleteFolders(_file.Name, LeftBehind.Read(reader));
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _file.Flush();
        }
    }

    // On a full disk it goes without: the death signal and the watchdog know it too.
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
}
