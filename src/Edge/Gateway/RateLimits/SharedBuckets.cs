using StackExchange.Redis;

namespace Gateway.RateLimits;

/// <summary>The callers' buckets in Redis, which all gateways take from.</summary>
internal sealed class SharedBuckets
{
    private const string NobodysKey = "limits:warm-up";

    /// <summary>
    /// A bucket is one number: the time at which it will be full, in microseconds since 2025 (so that a double has nanoseconds to spare). A full
    /// one is no key at all, so whoever stops asking is forgotten. Time is the server's: the gateways' clocks may differ.
    /// </summary>
    private const string Take = """
        local clock = redis.call('TIME')
        local now = (clock[1] - 1735689600) * 1000000 + clock[2]
        local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
        local need, spare, returned = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
        local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
        full = math.min(math.max(now, full - returned * interval), now + burst * interval)
        local tokens = math.max(0, math.floor(burst - (full - now) / interval + 0.000001))
        local granted = math.min(need, tokens)
        granted = granted + math.min(spare, math.floor((tokens - granted) / 8))
        full = full + granted * interval
        if full > now then
          redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', string.format('%d', math.ceil((full - now) / 1000)))
        else
          redis.call('DEL', KEYS[1])
        end
        return {granted, math.ceil(full - now)}
        """;

    private readonly Task<IConnectionMultiplexer> _connection;

    public SharedBuckets(IServiceProvider services)
    {
        // The registration connects when it is first asked for and blocks meanwhile: not on a request's thread.
        _connection = Task.Run(services.GetRequiredService<IConnectionMultiplexer>);
        WarmUp = WarmUpAsync();
    }

    /// <summary>Ends when the connection and the first run of the script, which is the slowest, are over, well or not. Never faults.</summary>
    public Task WarmUp { get; }

    /// <exception cref="RedisException">Redis can't be asked.</exception>
    /// <exception cref="TimeoutException">It did not answer in the time that ServiceDefaults gives a command.</exception>
    public async Task<LeaseReply> TakeAsync(CallerBucket bucket, LeaseRequest request)
    {
        var policy = bucket.Key.Policy;
        return await TakeAsync(
            bucket.RedisKey, policy.Interval, policy.Burst, request.Need, request.Spare, request.Back - request.Owed);
    }

    /// <exception cref="RedisException">Redis can't be asked.</exception>
    /// <exception cref="TimeoutException">It did not answer in the time that ServiceDefaults gives a command.</exception>
    public async Task ResetAsync(CallerBucket bucket) => await (await _connection).GetDatabase().KeyDeleteAsync(bucket.RedisKey);

    private async Task<LeaseReply> TakeAsync(string key, params RedisValue[] arguments)
    {
        var connection = await _connection;
        var reply = (RedisValue[]?)await connection.GetDatabase().ScriptEvaluateAsync(Take, [key], arguments);
        return new LeaseReply((int)reply![0], (long)reply[1]);
    }

    private async Task WarmUpAsync() =>
        await ((Task)TakeAsync(NobodysKey, 1, 1, 0, 0, 0)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
