using System.Diagnostics;
using Contracts;
using StackExchange.Redis;

namespace Catalog.Products;

/// <summary>
/// What the edge stores of this catalogue, by keys: responses are marked with them (<c>Surrogate-Key</c>), and a change names those that it
/// outdates.
/// </summary>
internal sealed partial class EdgePurges(IConnectionMultiplexer redis, ILogger<EdgePurges> logger)
{
    private const string Header = "Surrogate-Key";

    /// <summary>Every list: nobody can say which of them a changed product is on.</summary>
    private const string Lists = "products";

    private static readonly RedisChannel Channel = RedisChannel.Literal(EdgePurge.Channel);

    public static void MarkList(HttpResponse response) => response.Headers[Header] = Lists;

    public static void MarkProduct(HttpResponse response, Guid id) => response.Headers[Header] = Key(id);

    /// <summary>Call after the change is committed and out of this service's own caches: what the edge fetches next must be new.</summary>
    public Task ChangedAsync(Guid id) => PublishAsync(Key(id), Lists);

    /// <summary>The page of one product was old; no list is known to be.</summary>
    public Task OutdatedAsync(Guid id) => PublishAsync(Key(id));

    private static string Key(Guid id) => $"product-{id}";

    private async Task PublishAsync(params string[] keys)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(Channel, new EdgePurge(keys, [], Activity.Current?.Id).ToJson());
        }
        catch (RedisException fault)
        {
            NotPublished(logger, string.Join(' ', keys), fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis did not take the purge of {Keys}: the edge may serve old versions until their s-maxage is over.")]
    private static partial void NotPublished(ILogger logger, string keys, Exception fault);
}
