using System.Diagnostics;
using Contracts;
using Gateway.Cache.Storage;

namespace Gateway.Cache.Purging;

/// <summary>Removes what has changed, here and in the other replicas.</summary>
internal sealed partial class CachePurger(EdgeStore store, PurgeChannel channel, CacheMetrics metrics, ILogger<CachePurger> logger)
{
    /// <returns>How many responses this replica removed.</returns>
    public async Task<int> PurgeAsync(string[] keys, string[] urls)
    {
        var purge = new EdgePurge(keys, urls, Activity.Current?.Id);
        var removed = Apply(purge);
        await channel.PublishAsync(purge);
        return removed;
    }

    /// <summary>A change came through here. The other replicas are told, but nobody waits for it.</summary>
    public void Invalidate(CacheKey[] changed)
    {
        metrics.Purged(changed.Sum(store.PurgeUrl));
        _ = channel.PublishAsync(new EdgePurge([], Array.ConvertAll(changed, key => key.ToString()), Activity.Current?.Id));
    }

    /// <summary>Removes what a message names.</summary>
    public int Apply(EdgePurge purge)
    {
        var removed = purge.Keys.Sum(store.PurgeKey) +
            purge.Urls.Select(CacheKey.Parse).OfType<CacheKey>().Sum(store.PurgeUrl);
        metrics.Purged(removed);
        Purged(logger, removed, string.Join(' ', purge.Keys.Concat(purge.Urls)), purge.TraceParent);
        return removed;
    }

    [LoggerMessage(LogLevel.Debug, "Purged {Removed} responses: {What} (change in trace {TraceParent}).")]
    private static partial void Purged(ILogger logger, int removed, string what, string? traceParent);
}
