using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>Round trips that lease tokens from the shared buckets: one at a time for a caller, with a short limit, and never an exception.</summary>
internal sealed class LeaseRounds(
    SharedCircuit circuit, LeaseReturns returns, RateLimitMetrics metrics, IOptions<RateLimitOptions> options, TimeProvider time, SharedBuckets? shared = null)
{
    private readonly long _life = (long)(options.Value.LeaseLifetime.TotalSeconds * time.TimestampFrequency);

    /// <summary>Joins the round trip of this caller that is on its way, or makes it.</summary>
    public Task RunAsync(CallerBucket bucket)
    {
        if (bucket.Join(time.GetTimestamp(), _life, out var request, out var round))
        {
            _ = MakeAsync(bucket, request, round);
        }

        return round.Task;
    }

    /// <summary>Asks for nothing, to see whether Redis is back.</summary>
    public async Task ProbeAsync(CallerBucket bucket)
    {
        if (await TryAskAsync(bucket, default))
        {
            circuit.Close();
        }
    }

    private async Task MakeAsync(CallerBucket bucket, LeaseRequest request, TaskCompletionSource round)
    {
        try
        {
            await TryAskAsync(bucket, request);
        }
        finally
        {
            bucket.EndRound();
            round.SetResult();
        }
    }

    private async Task<bool> TryAskAsync(CallerBucket bucket, LeaseRequest request)
    {
        var start = time.GetTimestamp();
        var asking = AskAsync(bucket, request);
        try
        {
            await asking.WaitAsync(options.Value.RedisTimeout, time);
            metrics.RoundTrip(time.GetElapsedTime(start), ok: true);
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, it is no reason to fail a request: the local bucket decides.
            metrics.RoundTrip(time.GetElapsedTime(start), ok: false);
            circuit.Open(asking.IsCompleted ? e.GetType().Name : $"no answer within {options.Value.RedisTimeout.TotalMilliseconds:0} ms");
            // Granted tokens that come late still count; that nothing came has been said.
            _ = asking.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
    }

    private async Task AskAsync(CallerBucket bucket, LeaseRequest request)
    {
        var reply = await shared!.TakeAsync(bucket, request);
        bucket.Deposit(request, reply, time.GetTimestamp(), _life, time);
        returns.Watch(bucket, reply.Granted - request.Need);
    }
}
