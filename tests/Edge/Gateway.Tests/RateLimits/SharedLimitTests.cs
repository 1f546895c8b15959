namespace Gateway.Tests.RateLimits;

/// <summary>Two gateways and one client, on real servers.</summary>
public sealed class SharedLimitTests
{
    private const string Local = "Rate limits are local to this gateway";
    private const string SharedAgain = "Rate limits are shared by the gateways again";

    [Theory]
    [InlineData("redis", 10)]
    [InlineData("garnet", 10)]
    [InlineData("redis", 1_000)]
    [InlineData("garnet", 1_000)]
    public async Task TwoGateways_OneClient_ExactlyTheLimitPasses(string flavour, int limit)
    {
        await using var redis = await RedisProtocolServer.StartAsync(flavour);
        await using var edge = await LimitedEdge.StartAsync(gateways: 2, limit, redis);

        var answers = await edge.AskAsync(each: limit, concurrency: 16);

        Assert.Equal((limit, limit), (answers.Passed, answers.Refused));
        Assert.Empty(answers.Others);
    }

    [Fact]
    public async Task ClientMovesOn_FindsAtTheOtherGatewayWhatTheFirstHasNotUsed()
    {
        await using var redis = await RedisProtocolServer.StartAsync("redis");
        await using var edge = await LimitedEdge.StartAsync(gateways: 2, burst: 400, redis);
        var first = new Answers();
        for (var i = 0; i < 100; i++)
        {
            await first.AskAsync(edge.Clients[0], LimitedEdge.Path);
        }

        // All that is left must be had at the second gateway, at the latest when the first one's lease has ended and gone back.
        var second = new Answers();
        await UntilAsync(async () =>
        {
            await second.AskAsync(edge.Clients[1], LimitedEdge.Path);
            return second.Passed == 300;
        });
        await second.AskAsync(edge.Clients[1], LimitedEdge.Path);

        Assert.Equal((100, 300), (first.Passed, second.Passed));
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("garnet")]
    public async Task RedisKilledAndBack_NoErrorNoStall_AndWhatWasGivenOutAloneIsCharged(string flavour)
    {
        const int Limit = 200;
        await using var redis = await RedisProtocolServer.StartAsync(flavour);
        await using var edge = await LimitedEdge.StartAsync(gateways: 2, Limit, redis);
        var before = await edge.AskAsync(each: 10);
        Assert.Equal([0, 0], edge.Logged(Local));

        var asking = edge.AskAsync(each: 30);
        await redis.KillAsync();
        var during = await asking;
        // A gateway may live on its lease for a while.
        var alone = new Answers();
        await AskUntilLoggedAsync(edge, alone, Local);

        Assert.Equal((20, 60), (before.Passed, during.Passed));
        Assert.Equal(0, during.Stalled + alone.Stalled);

        await redis.StartAsync();
        await AskUntilLoggedAsync(edge, alone, SharedAgain);
        // The first request of each now settles what it owes, and then the two share the rest of the new Redis's bucket.
        var settling = await edge.AskAsync(each: 1);
        var rest = await edge.AskAsync(each: Limit, concurrency: 16);

        Assert.Equal([1, 1], edge.Logged(Local));
        Assert.Empty(during.Others.Concat(alone.Others).Concat(rest.Others));
        // Not charged is only what had its token from the old Redis, which took that along.
        Assert.InRange(alone.Passed + settling.Passed + rest.Passed, Limit - during.Passed, Limit + (2 * Limit / 8));
    }

    [Fact]
    public async Task RedisKilled_EachGatewayHasAWholeLimit_AndNoMore()
    {
        await using var redis = await RedisProtocolServer.StartAsync("redis");
        await using var edge = await LimitedEdge.StartAsync(gateways: 2, burst: 50, redis);
        await redis.KillAsync();

        var answers = await edge.AskAsync(each: 200);

        Assert.Equal((100, 300), (answers.Passed, answers.Refused));
        Assert.Equal(0, answers.Stalled);
    }

    [Fact]
    public async Task RedisHangs_NobodyStalls_AndTheLocalBucketDecides()
    {
        await using var redis = await RedisProtocolServer.StartAsync("redis");
        await using var edge = await LimitedEdge.StartAsync(gateways: 1, burst: 100, redis);
        var before = await edge.AskAsync(each: 10);
        await redis.FreezeAsync();

        var frozen = await edge.AskAsync(each: 300);
        await redis.ThawAsync();

        Assert.Equal(10, before.Passed);
        Assert.InRange(frozen.Passed, 90 - (100 / 8), 90 + (100 / 8));
        Assert.Equal(300, frozen.Passed + frozen.Refused);
        Assert.Empty(frozen.Others);
        Assert.Equal(0, frozen.Stalled);
    }

    [Fact]
    public async Task RedisNotThereAtStart_LimitsAreLocal()
    {
        await using var edge = await LimitedEdge.StartAsync(
            gateways: 2, burst: 10, redis: null, ("ConnectionStrings__cache", "127.0.0.1:1"));

        var answers = await edge.AskAsync(each: 20);

        Assert.Equal((20, 20), (answers.Passed, answers.Refused));
        Assert.Empty(answers.Others);
        Assert.Equal(0, answers.Stalled);
    }

    private static Task AskUntilLoggedAsync(LimitedEdge edge, Answers answers, string words) => UntilAsync(async () =>
    {
        await Task.WhenAll(edge.Clients.Select(client => answers.AskAsync(client, LimitedEdge.Path)));
        return edge.Logged(words).Min() == 1;
    });

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
