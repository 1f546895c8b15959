using System.Globalization;
using Aspire.Hosting;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>Makes a data directory when it is missing, and tells beforehand why one that exists can't be used.</summary>
internal sealed class DataDirectory(PostgresBinaries binaries, PostgresClusterOptions options)
{
    private static readonly TimeSpan PredecessorGrace = TimeSpan.FromSeconds(5);

    private string PasswordFile => options.DataFolder + ".password";

    /// <exception cref="DistributedApplicationException">It can't be made or used.</exception>
    public async Task EnsureAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(options.DataFolder)!;
        UserFolders.Create(parent);
        try
        {
            using var held = await FolderLock.AcquireAsync(options.DataFolder + ".lock", null, cancellationToken);
            if (IsMissing)
            {
                progress.Report("Making a new data directory.");
                await InitializeAsync(cancellationToken);
            }

            CheckVersion();
            await WaitForPredecessorAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Describe(options.DataFolder, exception);
        }
    }

    private bool IsMissing => !Directory.Exists(options.DataFolder) || !Directory.EnumerateFileSystemEntries(options.DataFolder).Any();

    // Beside its place, and moved there when whole: an initdb that is killed leaves nothing that looks like data.
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var temporary = options.DataFolder + ".initdb";
        Delete(temporary);
        try
        {
            CreateForServer(temporary);
            PrivateFile.Write(PasswordFile, options.Password, forUnprivileged: true);
            var result = await CommandResult.RunAsync(InitDb(temporary), cancellationToken);
            if (!result.Succeeded)
            {
                throw PostgresFailure.Explain(options, "make its data directory", result.Output, result.ExitCode);
            }

            Delete(options.DataFolder);
            Directory.Move(temporary, options.DataFolder);
        }
        finally
        {
            File.Delete(PasswordFile);
            Delete(temporary);
        }
    }

    private ProcessSpec InitDb(string folder) => new(
        options.Name,
        Path.Combine(binaries.Folder, "initdb"),
        [
            "-D", folder, "-U", options.UserName, $"--pwfile={PasswordFile}", "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "-E", "UTF8", .. Locale, .. Sync,
        ],
        Path.GetDirectoryName(folder)!,
        new Dictionary<string, string> { ["LC_ALL"] = "C" })
    {
        Unprivileged = true,
        IsolatedEnvironment = true,
    };

    // The built-in provider sorts alike on every machine; before 17 only plain byte order does.
    private string[] Locale => binaries.MajorVersion >= 17 ? ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--no-locale"];

    // syncfs is one call where the default is one for each of a thousand files.
    private string[] Sync => !options.IsDurable ? ["--no-sync"] : binaries.MajorVersion >= 17 && OperatingSystem.IsLinux() ? ["--sync-method=syncfs"] : [];

    private void CheckVersion()
    {
        var file = Path.Combine(options.DataFolder, "PG_VERSION");
        if (!File.Exists(file) || !File.Exists(Path.Combine(options.DataFolder, "global", "pg_control")))
        {
            throw PostgresFailure.NotADataDirectory(options);
        }

        var version = File.ReadAllText(file).Trim();
        if (version != binaries.MajorVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw PostgresFailure.OtherVersion(options, binaries, version);
        }
    }

    // After a SIGKILL of the last engine its Postgres may need a moment to be gone.
    private async Task WaitForPredecessorAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; FindPredecessor() is { } processId; waited += TimeSpan.FromMilliseconds(20))
        {
            if (waited > PredecessorGrace)
            {
                throw PostgresFailure.InUse(options, processId);
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    // A pid file alone says little, since pids are reused; a postmaster's working directory is its data directory. Without /proc Postgres itself has to notice.
    private int? FindPredecessor()
    {
        var file = Path.Combine(options.DataFolder, "postmaster.pid");
        return OperatingSystem.IsLinux()
            && File.Exists(file)
            && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var processId)
            && ProcessIdentity.Of(processId) is not null
            && new FileInfo($"/proc/{processId}/cwd").LinkTarget == RealPath(options.DataFolder)
                ? processId
                : null;
    }

    private static string RealPath(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;

    private static void CreateForServer(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        UnprivilegedUser.Own(folder);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
