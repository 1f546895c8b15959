namespace Gateway.RateLimits;

/// <summary>
/// What this gateway holds of one caller: a lease of shared tokens, and a bucket of the same size. While the gateways share, that bucket mirrors
/// what Redis said last; when Redis is gone it decides alone, from there on, and what it gave out is charged to the shared bucket afterwards.
/// </summary>
internal sealed class CallerBucket(CallerKey key)
{
    /// <summary>
    /// A refused caller is refused from memory until its next token is due, but not for longer than this: another gateway may give tokens back.
    /// </summary>
    private static readonly TimeSpan LongestDry = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private TokenBucket _bucket;
    private Lease _lease = new();
    private long _dryUntil;
    private int _waiting;
    private int _owed;
    private TaskCompletionSource? _round;

    public CallerKey Key { get; } = key;

    public string RedisKey { get; } = $"limits:{key.Policy.Name}:{key}";

    /// <summary>This bucket is in the queue of those whose lease may have to go back; only <see cref="LeaseReturns"/> changes it.</summary>
    public int Queued;

    /// <summary>Decides what can be decided here. With <paramref name="waited"/> the caller is one of those counted by <see cref="Wait"/>.</summary>
    public Verdict TryTake(long now, bool shared, bool waited, out RateLimitDecision decision)
    {
        lock (_lock)
        {
            var verdict = TryTake(now, shared);
            decision = verdict == Verdict.AskShared ? default : Decision(verdict != Verdict.Refused, now);
            if (waited && verdict != Verdict.AskShared)
            {
                // Counted out in the same step: a round must not fetch a token for someone who has one.
                _waiting--;
            }

            return verdict;
        }
    }

    public void Wait()
    {
        lock (_lock)
        {
            _waiting++;
        }
    }

    /// <summary>Gives up waiting: several round trips brought no token.</summary>
    public RateLimitDecision Refuse(long now)
    {
        lock (_lock)
        {
            _waiting--;
            return Decision(allowed: false, now);
        }
    }

    /// <summary>One round trip at a time: the first who asks makes it, for all who wait by then.</summary>
    /// <returns>True when the caller has to make it.</returns>
    public bool Join(long now, long life, out LeaseRequest request, out TaskCompletionSource round)
    {
        lock (_lock)
        {
            if (_round is not null)
            {
                (request, round) = (default, _round);
                return false;
            }

            _lease.Adapt(Key.Policy.MaxLease, now, life);
            request = new LeaseRequest(_waiting, Math.Max(0, _lease.Size - _waiting), _lease.Lapse(now), Owed(now));
            round = _round = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Books what a round trip brought, which may come later than anybody waited.</summary>
    public void Deposit(LeaseRequest request, LeaseReply reply, long now, long life, TimeProvider time)
    {
        lock (_lock)
        {
            _owed = Math.Max(0, _owed - request.Owed);
            _lease.Add(reply.Granted, now, life);
            // What was given out since the request went off is on nobody's account yet.
            _bucket.Set(Math.Min(Key.Policy.Capacity, Key.Policy.Debt(reply.MicrosecondsToFull) + (_owed * Key.Policy.Token)), now);
            if (reply.Granted < request.Need)
            {
                var next = _bucket.DebtToNext(Key.Policy, now) / Key.Policy.Rate;
                _dryUntil = now + Math.Min(next, (long)(LongestDry.TotalSeconds * time.TimestampFrequency));
            }
        }
    }

    public void EndRound()
    {
        lock (_lock)
        {
            _round = null;
        }
    }

    /// <summary>Tokens of a lease whose life is over, for the shared bucket. Null while it lives.</summary>
    public int? Lapse(long now)
    {
        lock (_lock)
        {
            return _lease.IsLive(now) ? null : _lease.Lapse(now);
        }
    }

    /// <summary>Tokens here: leased ones, and those in the bucket.</summary>
    public (int Leased, int Tokens) Count(long now)
    {
        lock (_lock)
        {
            return (_lease.Tokens, _bucket.Tokens(Key.Policy, now));
        }
    }

    /// <summary>A full bucket again, and no lease.</summary>
    public void Reset(long now)
    {
        lock (_lock)
        {
            _lease.Clear();
            _bucket.Set(0, now);
            _dryUntil = 0;
            _owed = 0;
        }
    }

    private Verdict TryTake(long now, bool shared)
    {
        if (_lease.IsLive(now))
        {
            return _lease.Take() ? Verdict.AllowedRunningLow : Verdict.Allowed;
        }

        if (shared)
        {
            return now < _dryUntil ? Verdict.Refused : Verdict.AskShared;
        }

        if (!_bucket.TryTake(Key.Policy, now))
        {
            return Verdict.Refused;
        }

        _owed = Math.Min(_owed + 1, Key.Policy.Burst);
        return Verdict.Allowed;
    }

    /// <summary>What was given out alone, less what has come back since.</summary>
    private int Owed(long now) => _owed = Math.Min(_owed, Key.Policy.Burst - _bucket.Tokens(Key.Policy, now));

    private RateLimitDecision Decision(bool allowed, long now)
    {
        var policy = Key.Policy;
        return allowed
            ? new RateLimitDecision(true, Math.Min(policy.Burst, _lease.Tokens + _bucket.Tokens(policy, now)), 0)
            : new RateLimitDecision(false, 0, Math.Max(1, policy.Seconds(_bucket.DebtToNext(policy, now))));
    }
}
