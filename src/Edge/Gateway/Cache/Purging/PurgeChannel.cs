using Contracts;
using StackExchange.Redis;

namespace Gateway.Cache.Purging;

/// <summary>Purges to and from the other replicas, over Redis. Without Redis there are none.</summary>
internal sealed partial class PurgeChannel(IServiceProvider services, ILogger<PurgeChannel> logger)
{
    private static readonly RedisChannel Channel = RedisChannel.Literal(EdgePurge.Channel);
    private readonly Lazy<IConnectionMultiplexer?> _redis = new(services.GetService<IConnectionMultiplexer>);

    /// <summary>Null where the gateway runs alone.</summary>
    public IConnectionMultiplexer? Redis => _redis.Value;

    public async Task PublishAsync(EdgePurge purge)
    {
        if (Redis is not { } redis)
        {
            return;
        }

        try
        {
            await redis.GetSubscriber().PublishAsync(Channel, purge.ToJson());
        }
        catch (RedisException fault)
        {
            NotPublished(logger, fault);
        }
    }

    /// <summary>Begins to listen; when this returns, Redis has confirmed it.</summary>
    public async Task SubscribeAsync(IConnectionMultiplexer redis, Action<EdgePurge> apply)
    {
        var subscriber = redis.GetSubscriber();
        await subscriber.UnsubscribeAsync(Channel);
        await subscriber.SubscribeAsync(Channel, (_, message) =>
        {
            if (EdgePurge.Parse(message.ToString()) is { } purge)
            {
                apply(purge);
            }
            else
            {
                NotUnderstood(logger, EdgePurge.Channel);
            }
        });
    }

    [LoggerMessage(LogLevel.Warning, "Redis did not take a purge: other gateways serve what they have stored until it is stale.")]
    private static partial void NotPublished(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A message on {Channel} is no purge; it is ignored. Is a newer version publishing there?")]
    private static partial void NotUnderstood(ILogger logger, string channel);
}
