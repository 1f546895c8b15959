using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>
/// The callers that this gateway remembers, at most <see cref="RateLimitOptions.MaxCallers"/>. For a new one beyond that, the fullest bucket of a
/// few goes: it knows the least. Who changes addresses to push out his spent buckets makes full ones, and pushes out those. The few are picked at
/// random, or he could place his buckets side by side.
/// </summary>
internal sealed class CallerTable(IOptions<RateLimitOptions> options, TimeProvider time)
{
    /// <summary>How many are looked at; what Redis samples for its own eviction is 5.</summary>
    private const int Sample = 8;

    private readonly ConcurrentDictionary<CallerKey, CallerBucket> _buckets = new();
    private readonly CallerBucket?[] _slots = new CallerBucket?[options.Value.MaxCallers];
    private readonly Lock _lock = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>In no order.</summary>
    public IEnumerable<CallerBucket> All => _buckets.Values;

    public CallerBucket? Find(in CallerKey key) => _buckets.GetValueOrDefault(key);

    public CallerBucket GetOrAdd(in CallerKey key) => _buckets.TryGetValue(key, out var bucket) ? bucket : Add(key);

    private CallerBucket Add(CallerKey key)
    {
        lock (_lock)
        {
            if (_buckets.TryGetValue(key, out var other))
            {
                return other;
            }

            var bucket = new CallerBucket(key);
            _slots[Slot()] = bucket;
            _buckets[key] = bucket;
            return bucket;
        }
    }

    private int Slot()
    {
        if (_count < _slots.Length)
        {
            return _count++;
        }

        var now = time.GetTimestamp();
        var (fullest, most) = (0, -1.0);
        for (var i = 0; i < Sample; i++)
        {
            var slot = Random.Shared.Next(_slots.Length);
            var fullness = Fullness(_slots[slot]!, now);
            if (fullness > most)
            {
                (fullest, most) = (slot, fullness);
            }
        }

        _buckets.TryRemove(_slots[fullest]!.Key, out _);
        return fullest;
    }

    /// <summary>0 to 1, so that buckets of different policies compare.</summary>
    private static double Fullness(CallerBucket bucket, long now)
    {
        var (leased, tokens) = bucket.Count(now);
        return (double)(leased + tokens) / bucket.Key.Policy.Burst;
    }
}
