namespace AspireLocal.Processes;

/// <summary>The account that takes over what must not run as root: Postgres refuses to.</summary>
internal sealed record UnprivilegedUser(uint User, uint Group)
{
    private static readonly Lazy<UnprivilegedUser> Nobody = new(Find);

    /// <summary>Null when this engine is not root: then its children have nothing to give up.</summary>
    public static UnprivilegedUser? Current => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? Nobody.Value : null;

    /// <summary>Gives a file or folder to the unprivileged user, when there is one.</summary>
    public static void Own(string path)
    {
        if (Current is { } user)
        {
            Libc.ChangeOwner(path, user.User, user.Group);
        }
    }

    private static UnprivilegedUser Find()
    {
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields is ["nobody", _, _, _, ..]);
        return entry is not null && uint.TryParse(entry[2], out var user) && uint.TryParse(entry[3], out var group)
            ? new UnprivilegedUser(user, group)
            : new UnprivilegedUser(65534, 65534);
    }
}
