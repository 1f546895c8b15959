using Aspire.Hosting;
using AspireLocal.Processes;

namespace AspireLocal.State;

/// <summary>
/// Where this engine keeps things for one user: a cache that can be deleted at any time, data that must be kept (volumes), and the state of running engines.
/// Private to the user, except that when the user is root, who may not run Postgres, the unprivileged user can pass through to what it is given.
/// </summary>
internal sealed record UserFolders(string Cache, string Data, string State)
{
    /// <summary>One root for all three, mostly for tests.</summary>
    public const string HomeVariable = "ASPIRE_LOCAL_HOME";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string Product = "aspire-local";

    /// <exception cref="DistributedApplicationException">A folder can't be created or written.</exception>
    public static UserFolders Open()
    {
        var folders = Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home ? Under(Path.GetFullPath(home)) : Default();
        Create(folders.Cache);
        Create(folders.Data);
        Create(folders.State, Private);
        return folders;
    }

    public static UserFolders Under(string home) => new(Path.Combine(home, "cache"), Path.Combine(home, "data"), Path.Combine(home, "state"));

    /// <summary>Creates a folder of ours with the access described above; what exists already keeps its own.</summary>
    /// <exception cref="DistributedApplicationException">It can't be created or written.</exception>
    public static void Create(string folder) => Create(folder, UnprivilegedUser.Current is null ? Private : PassThrough);

    private static void Create(string folder, UnixFileMode mode)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, mode);
            }

            FolderErrors.ProveWritable(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(folder, exception);
        }
    }

    private static UserFolders Default()
    {
        if (!OperatingSystem.IsWindows() && UnprivilegedUser.Current is not null)
        {
            return new($"/var/cache/{Product}", $"/var/lib/{Product}", $"/var/lib/{Product}/state");
        }

        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (!OperatingSystem.IsLinux())
        {
            return Under(Path.Combine(data, Product));
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return new(
            Path.Combine(Xdg("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), Product),
            Path.Combine(Xdg("XDG_DATA_HOME") ?? Path.Combine(home, ".local/share"), Product),
            Path.Combine(Xdg("XDG_STATE_HOME") ?? Path.Combine(home, ".local/state"), Product));
    }

    // The XDG specification: a path that is not absolute is invalid and must be ignored.
    private static string? Xdg(string variable) => Environment.GetEnvironmentVariable(variable) is { } path && Path.IsPathRooted(path) ? path : null;
}
