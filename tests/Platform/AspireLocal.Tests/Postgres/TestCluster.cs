using AspireLocal.Postgres;
using AspireLocal.Processes;
using Npgsql;

namespace AspireLocal.Tests.Postgres;

/// <summary>A running server on a data directory that a test chose.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private TestCluster(PostgresCluster cluster, ChildProcess server, PostgresClusterOptions options) => (Cluster, Server, Options) = (cluster, server, options);

    public PostgresCluster Cluster { get; }

    public ChildProcess Server { get; }

    public PostgresClusterOptions Options { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestCluster> StartAsync(PostgresBinaries binaries, PostgresClusterOptions options)
    {
        var cluster = new PostgresCluster(binaries, options);
        await cluster.PrepareAsync(new ProgressLines(), Cancellation);
        var server = cluster.Start((_, _) => { });
        try
        {
            await cluster.WaitUntilReadyAsync(server, Cancellation);
            return new TestCluster(cluster, server, options);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Options.Port,
            Username = Options.UserName,
            Password = Options.Password,
            Database = database,
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    public async Task<object?> QueryAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
#pragma warning disable CA2100 // The tests' own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(Cancellation);
        await Server.DisposeAsync();
    }
}
