using System.Collections.Concurrent;

namespace ServiceDefaults;

/// <summary>
/// Tokens that were found valid. Two generations: when the young one is full it becomes the old one, and the old one is dropped. What is
/// used meanwhile moves back to the young one. So memory has a bound, busy callers stay, and nothing has to be swept.
/// </summary>
/// <param name="capacity">Entries in both generations together; with 0 nothing is remembered.</param>
internal sealed class TokenCache(int capacity)
{
    private readonly Lock _turning = new();
    private ConcurrentDictionary<TokenHash, TokenOutcome.Valid> _young = [];
    private ConcurrentDictionary<TokenHash, TokenOutcome.Valid> _old = [];
    private int _added;

    public int Count => _young.Count + _old.Count;

    public TokenOutcome.Valid? Find(TokenHash token)
    {
        if (_young.TryGetValue(token, out var valid))
        {
            return valid;
        }

        if (_old.TryRemove(token, out valid))
        {
            Add(token, valid);
        }

        return valid;
    }

    public void Add(TokenHash token, TokenOutcome.Valid valid)
    {
        if (capacity == 0 || !_young.TryAdd(token, valid))
        {
            return;
        }

        // Counted here: a concurrent dictionary's own count takes all of its locks.
        if (Interlocked.Increment(ref _added) >= Math.Max(1, capacity / 2))
        {
            Turn();
        }
    }

    private void Turn()
    {
        lock (_turning)
        {
            if (_added >= Math.Max(1, capacity / 2))
            {
                (_old, _young) = (_young, []);
                _added = 0;
            }
        }
    }
}
