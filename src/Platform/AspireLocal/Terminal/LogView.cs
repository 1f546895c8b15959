using Aspire.Hosting;
using AspireLocal.Engine;
using AspireLocal.Projects;
using AspireLocal.State;

namespace AspireLocal.Terminal;

/// <summary>Shows the log of a resource of the newest run, and follows it while that run lives.</summary>
internal sealed class LogView(AppHostProject project, UserFolders folders)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="DistributedApplicationException">There is no such log.</exception>
    public async Task ShowAsync(string resource, CancellationToken cancellationToken)
    {
        var folder = ResourceLogs.FindNewest(project, folders)
            ?? throw new DistributedApplicationException("There are no logs yet: the application has not run. Start it with `dotnet run --project AppHost`.");
        var files = FilesOf(folder, resource);
        var positions = files.ToDictionary(f => f, _ => 0L);
        try
        {
            while (true)
            {
                var isOver = ResourceLogs.IsOver(folder);
                foreach (var file in files)
                {
                    positions[file] = await CopyAsync(file, positions[file], files.Count > 1, cancellationToken).ConfigureAwait(false);
                }

                if (isOver)
                {
                    return;
                }

                await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C ends the view, not the application.
        }
    }

    private static List<string> FilesOf(string folder, string resource)
    {
        var all = Directory.EnumerateFiles(folder, "*.log").Order(StringComparer.Ordinal).ToList();
        var one = all.Where(f => string.Equals(Path.GetFileNameWithoutExtension(f), resource, StringComparison.OrdinalIgnoreCase)).ToList();
        var replicas = all.Where(f => Path.GetFileName(f).StartsWith(resource + "-", StringComparison.OrdinalIgnoreCase)).ToList();
        return one.Count > 0 ? one : replicas.Count > 0 ? replicas : throw new DistributedApplicationException(
            $"There is no log of a resource '{resource}' in '{folder}'. There are: {string.Join(", ", all.Select(Path.GetFileNameWithoutExtension))}.");
    }

    private static async Task<long> CopyAsync(string path, long position, bool named, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = position <= file.Length ? position : 0; // turned over: begin again
        using var reader = new StreamReader(file);
        var prefix = named ? $"{Path.GetFileNameWithoutExtension(path)}  " : "";
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            Console.WriteLine(prefix + line);
        }

        return file.Position;
    }
}
