namespace AspireLocal.Engine;

/// <summary>When a resource that crashed is started again: after 0.5 s, doubling up to 30 s; from the beginning after it was well for a minute.</summary>
internal sealed class RestartBackoff(TimeProvider time)
{
    /// <summary>Starts that may fail in a row before a resource that was never ready is given up.</summary>
    public const int StartsBeforeGivingUp = 3;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WellAfter = TimeSpan.FromMinutes(1);

    private int _crashes;
    private bool _wasReady;
    private DateTimeOffset? _readySince;

    /// <summary>Restarts so far, over the whole run.</summary>
    public int Restarts { get; private set; }

    public void OnReady()
    {
        _wasReady = true;
        _readySince ??= time.GetUtcNow();
    }

    /// <summary>How long to wait before the next start, or null to give up.</summary>
    public TimeSpan? OnCrash()
    {
        if (_readySince is { } since && time.GetUtcNow() - since > WellAfter)
        {
            _crashes = 0;
        }

        _readySince = null;
        _crashes++;
        if (!_wasReady && _crashes >= StartsBeforeGivingUp)
        {
            return null;
        }

        Restarts++;
        var delay = First * Math.Pow(2, Math.Min(_crashes - 1, 10));
        return delay < Longest ? delay : Longest;
    }
}
