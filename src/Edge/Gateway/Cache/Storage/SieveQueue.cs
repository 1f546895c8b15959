namespace Gateway.Cache.Storage;

/// <summary>
/// Which slot to evict, by SIEVE (Zhang et al., NSDI 2024): a queue in order of arrival, and a hand that walks from the oldest to the newest,
/// spares once what has been read and takes what has not. A read only sets a bit, so it needs no lock; a crowd that is asked for once goes
/// before what is asked for again.
/// </summary>
/// <remarks>Not thread safe: <see cref="CacheShard"/> holds its lock around every call.</remarks>
internal sealed class SieveQueue
{
    private CacheSlot? _newest;
    private CacheSlot? _oldest;
    private CacheSlot? _hand;

    public void Add(CacheSlot slot)
    {
        slot.Older = _newest;
        if (_newest is not null)
        {
            _newest.Newer = slot;
        }

        _newest = slot;
        _oldest ??= slot;
    }

    public void Remove(CacheSlot slot)
    {
        if (_hand == slot)
        {
            _hand = slot.Newer;
        }

        if (slot.Newer is null)
        {
            _newest = slot.Older;
        }
        else
        {
            slot.Newer.Older = slot.Older;
        }

        if (slot.Older is null)
        {
            _oldest = slot.Newer;
        }
        else
        {
            slot.Older.Newer = slot.Newer;
        }

        slot.Newer = slot.Older = null;
    }

    /// <summary>The slot to evict; null when there is none. Each step of the hand undoes a read, so it is O(1) amortised.</summary>
    public CacheSlot? Victim()
    {
        _hand ??= _oldest;
        while (_hand is { Visited: true })
        {
            _hand.Visited = false;
            _hand = _hand.Newer ?? _oldest;
        }

        return _hand;
    }
}
