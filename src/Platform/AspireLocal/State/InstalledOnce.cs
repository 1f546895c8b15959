using Aspire.Hosting;

namespace AspireLocal.State;

/// <summary>
/// Installs a folder at most once, whoever comes first: into a temporary sibling, renamed when whole. A marker lists every file with its size, so that a
/// cache that lost files later (a full disk, a cleaner, a power cut) is seen and made anew.
/// </summary>
internal static class InstalledOnce
{
    private const string Marker = ".installed";

    /// <param name="folder">Where it ends up.</param>
    /// <param name="install">Fills the folder it is given.</param>
    /// <param name="looksWhole">What the marker can't know; it is asked about the finished folder.</param>
    /// <param name="progress">One line for each thing worth telling the user.</param>
    /// <param name="cancellationToken">Ends waiting and installing.</param>
    /// <exception cref="DistributedApplicationException">It can't be installed.</exception>
    public static async Task EnsureAsync(
        string folder,
        Func<string, CancellationToken, Task> install,
        Func<string, bool> looksWhole,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (IsWhole(folder, looksWhole))
        {
            return;
        }

        try
        {
            using var held = await FolderLock.AcquireAsync(
                folder + ".lock", () => progress.Report($"Waiting for another process that installs '{folder}'."), cancellationToken);
            if (!IsWhole(folder, looksWhole))
            {
                await ReplaceAsync(folder, install, looksWhole, progress, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(folder, exception);
        }
    }

    public static bool IsWhole(string folder, Func<string, bool> looksWhole)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, Marker)).Select(line => line.Split('\t', 2)).All(entry => entry is [var size, var path] && size == Size(Path.Combine(folder, path)))
                && looksWhole(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task ReplaceAsync(
        string folder,
        Func<string, CancellationToken, Task> install,
        Func<string, bool> looksWhole,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        // Left by installers that were killed: we hold the lock, so none of them is at work.
        foreach (var leftover in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, Path.GetFileName(folder) + ".tmp-*"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        var temporary = $"{folder}.tmp-{Guid.NewGuid():N}";
        try
        {
            if (Directory.Exists(folder))
            {
                progress.Report($"The cached '{folder}' is damaged: installing it again.");
                Directory.Move(folder, temporary);
                Directory.Delete(temporary, recursive: true);
            }

            Directory.CreateDirectory(temporary);
            await install(temporary, cancellationToken);
            WriteMarker(temporary);
            Directory.Move(temporary, folder);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }

        if (!IsWhole(folder, looksWhole))
        {
            throw new DistributedApplicationException($"'{folder}' is damaged even after it was installed again. Delete that folder, check the disk it is on, and start again.");
        }
    }

    private static void WriteMarker(string folder)
    {
        var lines = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{Size(file)}\t{Path.GetRelativePath(folder, file)}");
        File.WriteAllLines(Path.Combine(folder, Marker), lines.ToList());
    }

    // Through a link, so that a link to nothing counts as damage.
    private static string? Size(string path) =>
        new FileInfo(path) is { Exists: true } file && file.ResolveLinkTarget(returnFinalTarget: true) is var target
            ? (target is null ? file.Length : target is FileInfo { Exists: true } linked ? linked.Length : -1).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
