namespace Gateway.RateLimits;

/// <summary>
/// Tokens taken from the shared bucket ahead of need. Its size follows demand: doubled when the last one went within a tenth of its life,
/// halved when it lay half of it. Not thread-safe: its owner locks.
/// </summary>
internal struct Lease()
{
    private long _ends;
    private long _since;
    private int _low;

    public int Tokens { get; private set; }

    /// <summary>How many tokens to hold at the present demand.</summary>
    public int Size { get; private set; } = 1;

    public readonly bool IsLive(long now) => Tokens > 0 && now < _ends;

    /// <summary>Takes one; true once a lease, when it is half used and larger than what a request fetches for itself.</summary>
    public bool Take()
    {
        Tokens--;
        return Tokens == _low && Size > 1;
    }

    public void Add(int tokens, long now, long life)
    {
        if (tokens == 0)
        {
            return;
        }

        Tokens += tokens;
        _ends = now + life;
        _low = Tokens / 2;
    }

    /// <summary>Called when more is wanted.</summary>
    public void Adapt(int most, long now, long life)
    {
        var lasted = now - _since;
        Size = lasted < life / 10 ? Math.Min(Size * 2, most) : lasted > life / 2 ? Math.Max(Size / 2, 1) : Size;
        _since = now;
    }

    /// <summary>Empties a lease whose life is over.</summary>
    /// <returns>What was left in it.</returns>
    public int Lapse(long now)
    {
        if (Tokens == 0 || now < _ends)
        {
            return 0;
        }

        var left = Tokens;
        Tokens = 0;
        return left;
    }

    public void Clear() => Tokens = 0;
}
