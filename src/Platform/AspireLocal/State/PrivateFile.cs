using AspireLocal.Processes;

namespace AspireLocal.State;

/// <summary>Files that hold a secret: never, not even for an instant, readable by another user.</summary>
internal static class PrivateFile
{
    /// <summary>Replaces the file as a whole: a reader sees the old text or the new.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="forUnprivileged">Gives it to the unprivileged user, when there is one.</param>
    public static void Write(string path, string text, bool forUnprivileged = false)
    {
        var whole = path + ".new";
        File.Delete(whole);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(whole, options))
        {
            writer.Write(text);
        }

        if (forUnprivileged)
        {
            UnprivilegedUser.Own(whole);
        }

        File.Move(whole, path, overwrite: true);
    }
}
