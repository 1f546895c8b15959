using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Postgres;

/// <summary>One Postgres server with its data directory.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, PostgresClusterOptions options)
{
    public string ConnectionString => throw new NotImplementedException($"{binaries} {options}");

    /// <summary>Where the data of a volume is kept over runs.</summary>
    public static string VolumeFolder(UserFolders folders, string volumeName) => Path.Combine(folders.Data, "volumes", volumeName);

    /// <summary>Makes the data directory when it is missing, and checks that this Postgres can use it.</summary>
    public Task PrepareAsync(IProgress<string> progress, CancellationToken cancellationToken) => throw new NotImplementedException($"{progress} {cancellationToken} {options}");

    /// <summary>Starts the server; the caller owns the process. After <see cref="PrepareAsync"/>.</summary>
    public ChildProcess Start(Action<string, bool> onLine, RunRecord? record = null) => throw new NotImplementedException($"{onLine} {record} {options}");

    /// <summary>Returns when a login with the password works.</summary>
    public Task WaitUntilReadyAsync(ChildProcess server, CancellationToken cancellationToken) => throw new NotImplementedException($"{server} {cancellationToken} {options}");

    /// <summary>Creates those of the databases that are missing.</summary>
    public Task EnsureDatabasesAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => throw new NotImplementedException($"{names} {cancellationToken} {options}");

    /// <summary>Null when healthy, otherwise what is wrong.</summary>
    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => throw new NotImplementedException($"{cancellationToken} {options}");
}
