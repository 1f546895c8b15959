using System.Diagnostics;
using AspireLocal.Processes;
using AspireLocal.State;
using Npgsql;

namespace AspireLocal.Postgres;

/// <summary>One Postgres server with its data directory.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, PostgresClusterOptions options)
{
    private const string Maintenance = "postgres"; // The database every cluster has.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DyingGrace = TimeSpan.FromSeconds(1);

    private OutputTail _output = new();

    /// <summary>Where the data of a volume is kept over runs.</summary>
    public static string VolumeFolder(UserFolders folders, string volumeName) => Path.Combine(folders.Data, "volumes", volumeName);

    /// <summary>Makes the data directory when it is missing, and checks that this Postgres can use it.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">It can't be made or used.</exception>
    public Task PrepareAsync(IProgress<string> progress, CancellationToken cancellationToken) => new DataDirectory(binaries, options).EnsureAsync(progress, cancellationToken);

    /// <summary>Starts the server; the caller owns the process. After <see cref="PrepareAsync"/>, and again after a crash.</summary>
    public ChildProcess Start(Action<string, bool> onLine, RunRecord? record = null)
    {
        var output = _output = new OutputTail();
        return ChildProcess.Start(
            Spec,
            (line, _) =>
            {
                output.Add(line);
                onLine(line, PostgresFailure.IsError(line));
            },
            record);
    }

    /// <summary>Returns when a login with the password works.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">The server ended, or its data was made with another user or password.</exception>
    public async Task WaitUntilReadyAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        await using var source = Database(Maintenance);
        while (!server.Exited.IsCompleted)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                // Unless it was another server that answered, and ours is about to end because that one has the port.
                await ((Task)server.Exited).WaitAsync(DyingGrace, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                throw server.Exited.IsCompleted ? Explain(server) : PostgresFailure.OtherPassword(options, refused);
            }
            catch (NpgsqlException)
            {
                await Task.WhenAny(server.Exited, Task.Delay(Pause, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        throw Explain(server);
    }

    /// <summary>Creates those of the databases that are missing.</summary>
    public async Task EnsureDatabasesAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        await using var source = Database(Maintenance);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        foreach (var name in names.Except(await ReadDatabasesAsync(connection, cancellationToken)))
        {
#pragma warning disable CA2100 // A name can't be a parameter; it is quoted.
            await using var create = new NpgsqlCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(name)}", connection);
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Null when a login and a query work, otherwise what is wrong.</summary>
    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => CheckHealthAsync(Maintenance, cancellationToken);

    /// <summary>The same in one of its databases.</summary>
    public async Task<string?> CheckHealthAsync(string database, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = Database(database);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var query = new NpgsqlCommand("SELECT 1", connection);
            await query.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Message;
        }
    }

    private static async Task<HashSet<string>> ReadDatabasesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>();
        await using var query = new NpgsqlCommand("SELECT datname::text FROM pg_database", connection);
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private ProcessSpec Spec => new(
        options.Name,
        Path.Combine(binaries.Folder, "postgres"),
        ["-D", options.DataFolder, .. PostgresSettings.Arguments(options, binaries.MajorVersion)],
        options.DataFolder,
        new Dictionary<string, string> { ["LC_ALL"] = "C" })
    {
        Unprivileged = true,
        IsolatedEnvironment = true,
        StopSignal = UnixSignal.Interrupt, // "Fast": ends sessions instead of waiting for them.
        DeathSignal = UnixSignal.Quit, // "Immediate": takes its own children along, which SIGKILL would not.
    };

    private Aspire.Hosting.DistributedApplicationException Explain(ChildProcess server)
    {
        Debug.Assert(server.Exited.IsCompleted);
        return PostgresFailure.Explain(options, "start", _output.ToString(), server.Exited.GetAwaiter().GetResult());
    }

    // Not pooled: a connection kept for a look every few seconds would keep a server process with it. Slim, and without a look at the
    // catalog's types: half the time of a first login.
    private NpgsqlDataSource Database(string name)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = options.Port,
            Username = options.UserName,
            Password = options.Password,
            Database = name,
            Pooling = false,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Timeout = 5,
            CommandTimeout = 30,
            ApplicationName = "AspireLocal",
        }.ConnectionString);
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
