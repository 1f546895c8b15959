using StackExchange.Redis;

namespace Catalog.Products;

/// <summary>
/// A number in Redis that every change of any product raises. Lists carry it in their cache keys: one increment puts every cached page out
/// of use, in Redis and in the memory of every replica, without anyone knowing which pages the product was on.
/// </summary>
internal sealed partial class CatalogGeneration(IConnectionMultiplexer redis, TimeProvider time, ILogger<CatalogGeneration> logger)
{
    private static readonly RedisKey Key = "catalog:generation";

    /// <summary>The current number; null when Redis does not answer.</summary>
    public async Task<long?> CurrentAsync()
    {
        try
        {
            var value = await redis.GetDatabase().StringGetAsync(Key);
            return value.IsNull ? await BeginAsync() : (long)value;
        }
        catch (RedisException)
        {
            return null;
        }
    }

    /// <summary>Call after a change is committed: a reader that sees the new number also sees the change.</summary>
    public async Task AdvanceAsync()
    {
        try
        {
            await CurrentAsync();
            await redis.GetDatabase().StringIncrementAsync(Key);
        }
        catch (RedisException fault)
        {
            NotAdvanced(logger, fault);
        }
    }

    /// <summary>From the clock, not from zero: a Redis that has lost its memory must not count over numbers that were in use.</summary>
    private async Task<long> BeginAsync()
    {
        var database = redis.GetDatabase();
        await database.StringSetAsync(Key, time.GetUtcNow().ToUnixTimeMilliseconds(), when: When.NotExists);
        return (long)await database.StringGetAsync(Key);
    }

    [LoggerMessage(LogLevel.Warning, "Redis did not take the new catalog generation: cached lists may be behind until they expire.")]
    private static partial void NotAdvanced(ILogger logger, Exception fault);
}
