using Gateway.Cache.Storage;
using StackExchange.Redis;

namespace Gateway.Cache.Purging;

/// <summary>
/// Hears purges. Redis does not keep them for who is not there, so after each time that the connection was gone everything stored is dropped:
/// nobody knows which of it was purged meanwhile.
/// </summary>
internal sealed partial class PurgeListener(PurgeChannel channel, CachePurger purger, EdgeStore store, ILogger<PurgeListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim _connected = new(0, 1);

    public override void Dispose()
    {
        base.Dispose();
        _connected.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first use of the connection waits for it; the rest of the start should not.
        await Task.Yield();
        if (channel.Redis is not { } redis)
        {
            return;
        }

        redis.ConnectionRestored += OnConnectionRestored;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var wait = await ListenAsync(redis) ? Timeout.InfiniteTimeSpan : RetryAfter;
                await _connected.WaitAsync(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
        finally
        {
            redis.ConnectionRestored -= OnConnectionRestored;
        }
    }

    private async Task<bool> ListenAsync(IConnectionMultiplexer redis)
    {
        try
        {
            await channel.SubscribeAsync(redis, purge => purger.Apply(purge));
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return false;
        }

        // Only now: what was stored until this moment may have missed a purge, what is stored from now on will not.
        var dropped = store.Clear();
        Listening(logger, dropped);
        return true;
    }

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs connection)
    {
        if (connection.ConnectionType == ConnectionType.Subscription && _connected.CurrentCount == 0)
        {
            try
            {
                _connected.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two at once: one is enough.
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Listening for purges. Dropped {Dropped} stored responses that may have missed some.")]
    private static partial void Listening(ILogger logger, int dropped);
}
