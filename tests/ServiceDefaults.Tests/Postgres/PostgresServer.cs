namespace ServiceDefaults.Tests.Postgres;

/// <summary>One Postgres for the tests of a class; each test has a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private ServerProcess? _server;

    /// <summary>Skips the test where Postgres is not installed.</summary>
    public int Port
    {
        get
        {
            Assert.SkipWhen(_server is null, "Postgres is not installed");
            return _server!.Port;
        }
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    public async ValueTask InitializeAsync() =>
        _server = ServerProcess.PostgresFolder is null ? null : await ServerProcess.StartPostgresAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
