using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.RateLimits;

namespace Gateway.Tests.RateLimits;

public sealed class RateLimiterTests
{
    [Theory]
    [InlineData("redis")]
    [InlineData("garnet")]
    public async Task Acquire_ManyAtOnce_ExactlyTheLimitPasses(string flavour)
    {
        await using var redis = await RedisProtocolServer.StartAsync(flavour);
        await using var one = await LimiterHost.StartAsync(burst: 500, redis);
        await using var two = await LimiterHost.StartAsync(burst: 500, redis);

        var passed = await Task.WhenAll(one.PassAsync("alice", 600), two.PassAsync("alice", 600));

        Assert.Equal(500, passed.Sum());
    }

    [Fact]
    public async Task Acquire_InItsStride_ServesWithoutARoundTrip()
    {
        await using var redis = await RedisProtocolServer.StartAsync("redis");
        await using var host = await LimiterHost.StartAsync(burst: 100_000, redis);
        var waited = 0;

        for (var i = 0; i < 5_000; i++)
        {
            var asking = host.AskAsync("alice");
            waited += asking.IsCompleted ? 0 : 1;
            Assert.True((await asking).Allowed);
        }

        Assert.InRange(waited, 1, 250);
    }

    [Fact]
    public async Task Acquire_FromWhatIsHere_AllocatesNothing()
    {
        await using var host = await LimiterHost.StartAsync(burst: 100_000);
        var key = host.Key("alice");
        Take(1_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = Take(10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, taken);

        int Take(int times)
        {
            var allowed = 0;
            for (var i = 0; i < times; i++)
            {
                var asking = host.Limiter.AcquireAsync(key);
                allowed += asking.IsCompletedSuccessfully && asking.Result.Allowed ? 1 : 0;
            }

            return allowed;
        }
    }

    [Fact]
    public async Task Metrics_CountByPolicyResultAndMode()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == RateLimitMetrics.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            // Other tests' limiters measure too: theirs are not refused alone.
            var key = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
            counts.AddOrUpdate(key, value, (_, sum) => sum + value);
        });
        listener.Start();
        await using var host = await LimiterHost.StartAsync(burst: 3);

        await host.PassAsync("alice", 5);

        Assert.True(counts["p allowed local"] >= 3);
        Assert.True(counts["p refused local"] >= 2);
    }
}
