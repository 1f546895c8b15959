using Aspire.Hosting;

namespace AspireLocal.State;

/// <summary>Turns what the file system says into what the user can do about it.</summary>
internal static class FolderErrors
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT on Linux
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Writes and deletes a small file: some file systems take a name when full, none takes a page.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void ProveWritable(string folder)
    {
        var probe = Path.Combine(folder, $".write-{Guid.NewGuid():N}");
        using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
        file.Write(new byte[4096]);
    }

    public static DistributedApplicationException Describe(string folder, Exception exception) => new(
        exception.HResult is NoSpaceLeft or QuotaExceeded or DiskFullOnWindows
            ? $"The disk or quota that holds '{folder}' is full ({exception.Message.TrimEnd('.')}). Free some space, or {Elsewhere}."
            : $"The folder '{folder}' can't be written ({exception.Message.TrimEnd('.')}). Make it writable for the user who runs AppHost, or {Elsewhere}.",
        exception);

    public static string Elsewhere => $"set {UserFolders.HomeVariable} to a folder on another disk and start again";
}
