using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ServiceDefaults;

/// <summary>
/// The process's one connection to Redis, made in the background while the rest starts. When Redis is not there it keeps trying, and
/// commands fail at once meanwhile.
/// </summary>
internal sealed class RedisConnection(ConfigurationOptions options, RedisSpans spans) : IHostedService, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connection;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = ConnectAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_lock)
        {
            if (_connection is null)
            {
                // The connection outlives whoever asks first: its loops must not carry that request's trace along.
                using var _ = ExecutionContext.SuppressFlow();
                _connection = Task.Run(OpenAsync);
            }

            return _connection;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { IsCompletedSuccessfully: true } connection)
        {
            await (await connection).DisposeAsync();
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        connection.RegisterProfiler(spans.Current);
        return connection;
    }
}
