using Aspire.Hosting;

namespace AspireLocal.Processes;

/// <summary>Finds programs the way a shell would: by path, or by name on PATH.</summary>
internal static class Executable
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <summary>Full path of the program, or null. A name with a separator is looked up in <paramref name="workingDirectory"/> only.</summary>
    public static string? Find(string fileName, string? workingDirectory = null)
    {
        if (fileName.Contains('/', StringComparison.Ordinal) || fileName.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return FindIn(workingDirectory ?? Environment.CurrentDirectory, fileName);
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => FindIn(folder, fileName)).FirstOrDefault(found => found is not null);
    }

    /// <exception cref="DistributedApplicationException">The program or its working directory is missing.</exception>
    public static string Resolve(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException(
                $"Resource '{spec.Name}' can't start: its working directory '{spec.WorkingDirectory}' does not exist. Create it or correct the path in AppHost.");
        }

        return Find(spec.FileName, spec.WorkingDirectory) ?? throw new DistributedApplicationException(
            $"Resource '{spec.Name}' can't start: there is no executable '{spec.FileName}'{Where(spec)}. Install it, build it, or correct its name in AppHost.");
    }

    private static string Where(ProcessSpec spec) =>
        Path.IsPathRooted(spec.FileName) ? "" : spec.FileName.Contains('/', StringComparison.Ordinal) ? $" in '{spec.WorkingDirectory}'" : " on PATH";

    private static string? FindIn(string folder, string fileName) => Extensions.Select(extension => Path.GetFullPath(Path.Combine(folder, fileName + extension))).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path)
    {
        const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
    }
}
