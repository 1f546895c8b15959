using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>Round trips that lease tokens from the shared buckets: one at a time for a caller, with a short limit, and never an exception.</summary>
internal sealed class LeaseRounds(
    SharedCircuit circuit, LeaseReturns returns, RateLimitMetrics metrics, IOptions<RateLimitOptions> options, TimeProvider time, SharedBuckets? shared = null)
{
    /// <summary>What a request may wait when the gateway has just started and is still connecting.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMilliseconds(500);

    private readonly long _life = (long)(options.Value.LeaseLifetime.TotalSeconds * time.TimestampFrequency);

    /// <summary>Joins the round trip of this caller that is on its way, or makes it.</summary>
    /// <param name="bucket">The caller's.</param>
    /// <param name="probe">The circuit is open: this is to see whether Redis is back.</param>
    public Task RunAsync(CallerBucket bucket, bool probe = false)
    {
        if (bucket.Join(time.GetTimestamp(), _life, out var request, out var round))
        {
            _ = MakeAsync(bucket, request, round, probe);
        }

        return round.Task;
    }

    private async Task MakeAsync(CallerBucket bucket, LeaseRequest request, TaskCompletionSource round, bool probe)
    {
        try
        {
            if (await TryAskAsync(bucket, request) && probe)
            {
                circuit.Close();
            }
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
        var timeout = shared!.WarmUp.IsCompleted ? options.Value.RedisTimeout : StartTimeout;
        var asking = AskAsync(bucket, request, shared);
        try
        {
            await asking.WaitAsync(timeout, time);
            metrics.RoundTrip(time.GetElapsedTime(start), ok: true);
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, it is no reason to fail a request: the local bucket decides.
            metrics.RoundTrip(time.GetElapsedTime(start), ok: false);
            circuit.Open(asking.IsCompleted ? e.GetType().Name : $"no answer within {timeout.TotalMilliseconds:0} ms");
            // Granted tokens that come late still count; that nothing came has been said.
            _ = asking.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
    }

    private async Task AskAsync(CallerBucket bucket, LeaseRequest request, SharedBuckets buckets)
    {
        var reply = await buckets.TakeAsync(bucket, request);
        bucket.Deposit(request, reply, time.GetTimestamp(), _life, time);
        returns.Watch(bucket, reply.Granted - request.Need);
    }
}
