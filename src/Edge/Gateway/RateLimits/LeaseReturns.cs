using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>
/// Gives back what was leased and not used, so that a caller who moved on to another gateway finds its tokens there. While Redis is gone they lapse.
/// </summary>
internal sealed class LeaseReturns(SharedCircuit circuit, IOptions<RateLimitOptions> options, TimeProvider time, SharedBuckets? shared = null)
    : BackgroundService
{
    private readonly ConcurrentQueue<CallerBucket> _leased = [];

    /// <summary>Looks after a bucket that has got more than what is used at once.</summary>
    public void Watch(CallerBucket bucket, int spare)
    {
        if (spare > 0 && Interlocked.Exchange(ref bucket.Queued, 1) == 0)
        {
            _leased.Enqueue(bucket);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseLifetime / 4, time);
        while (shared is not null && await timer.WaitForNextTickAsync(stoppingToken))
        {
            for (var left = _leased.Count; left > 0 && _leased.TryDequeue(out var bucket); left--)
            {
                await InspectAsync(bucket, shared);
            }
        }
    }

    private async Task InspectAsync(CallerBucket bucket, SharedBuckets buckets)
    {
        if (bucket.Lapse(time.GetTimestamp()) is not { } unused)
        {
            _leased.Enqueue(bucket);
            return;
        }

        Volatile.Write(ref bucket.Queued, 0);
        if (unused > 0 && circuit.IsClosed)
        {
            await GiveBackAsync(bucket, unused, buckets);
        }
    }

    private async Task GiveBackAsync(CallerBucket bucket, int unused, SharedBuckets buckets)
    {
        try
        {
            // One at a time: when many leases end together, requests come first.
            await buckets.TakeAsync(bucket, new LeaseRequest(0, 0, unused, 0)).WaitAsync(options.Value.RedisTimeout, time);
        }
        catch (Exception e)
        {
            circuit.Open(e.GetType().Name);
        }
    }
}
