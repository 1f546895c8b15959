using System.Collections.Concurrent;

namespace Gateway.Cache.Storage;

/// <summary>A part of the cache with a lock and a share of the memory of its own. Reads take no lock.</summary>
/// <param name="capacity">In bytes.</param>
internal sealed class CacheShard(long capacity, int maxVariants, SurrogateIndex index)
{
    private readonly ConcurrentDictionary<CacheKey, CacheSlot> _slots = new();
    private readonly SieveQueue _queue = new();
    private readonly Lock _lock = new();
    private long _bytes;
    private long _evictions;

    public long Bytes => Volatile.Read(ref _bytes);

    public long Evictions => Volatile.Read(ref _evictions);

    public IEnumerable<CacheSlot> Slots => _slots.Values;

    public CacheSlot? Find(CacheKey key)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            return null;
        }

        if (!slot.Visited)
        {
            slot.Visited = true;
        }

        return slot;
    }

    public void Put(CacheKey key, StoredResponse response) => Change(key, slot =>
    {
        slot.Put(response, maxVariants);
        slot.PassUntil = default;
    });

    public void Pass(CacheKey key, DateTimeOffset until) => Change(key, slot => slot.PassUntil = until);

    /// <summary>Removes one variant, if it is still there.</summary>
    public void Remove(CacheKey key, StoredResponse response)
    {
        if (_slots.ContainsKey(key))
        {
            Change(key, slot => slot.Remove(response));
        }
    }

    /// <summary>Removes all variants of a URL.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(CacheKey key)
    {
        lock (_lock)
        {
            return _slots.TryGetValue(key, out var slot) ? Drop(slot) : 0;
        }
    }

    public int Clear()
    {
        lock (_lock)
        {
            return _slots.Values.Sum(Drop);
        }
    }

    private void Change(CacheKey key, Action<CacheSlot> change)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(key, out var slot))
            {
                slot = new CacheSlot(key);
                _slots[key] = slot;
                _queue.Add(slot);
                _bytes += slot.Size;
            }

            var (size, variants) = (slot.Size, slot.Variants);
            change(slot);
            _bytes += slot.Size - size;
            index.Move(key, variants, slot.Variants);
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_bytes > capacity && _queue.Victim() is { } victim)
        {
            Drop(victim);
            _evictions++;
        }
    }

    private int Drop(CacheSlot slot)
    {
        _slots.TryRemove(slot.Key, out _);
        _queue.Remove(slot);
        _bytes -= slot.Size;
        index.Move(slot.Key, slot.Variants, []);
        return slot.Variants.Count;
    }
}
