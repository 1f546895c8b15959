namespace Gateway.Tests.RateLimits;

public sealed class CallerLimitsTests
{
    [Theory]
    [InlineData("redis")]
    [InlineData("garnet")]
    public async Task Shared_ShowsBothSides_AndAResetIsSeenByTheOtherGateway(string flavour)
    {
        await using var redis = await RedisProtocolServer.StartAsync(flavour);
        await using var one = await LimiterHost.StartAsync(burst: 5, redis);
        await using var two = await LimiterHost.StartAsync(burst: 5, redis);
        Assert.Equal(3, await one.PassAsync("alice", 3));

        var before = Assert.Single(await two.Limits.FindAsync("sub:alice"));
        Assert.Equal(("sub:alice", "p", 5, 0, 2), (before.Caller, before.Policy, before.Burst, before.Local, before.Shared));
        Assert.Equal(2, await two.PassAsync("alice", 4));

        Assert.True(await one.Limits.ResetAsync("sub:alice"));

        Assert.Equal(5, Assert.Single(await two.Limits.FindAsync("sub:alice")).Shared);
        Assert.Equal(5, await one.PassAsync("alice", 8));
    }

    [Fact]
    public async Task Local_ShowsTheBucketHere_AndResetFillsIt()
    {
        await using var host = await LimiterHost.StartAsync(burst: 5);
        await host.PassAsync("alice", 9);
        await host.PassAsync("bob", 2);

        var tightest = host.Limits.Tightest(10);
        Assert.Equal([("sub:alice", 0), ("sub:bob", 3)], tightest.Select(limit => (limit.Caller, limit.Local)));
        Assert.All(tightest, limit => Assert.Null(limit.Shared));
        Assert.Single(host.Limits.Tightest(1));

        Assert.True(await host.Limits.ResetAsync("sub:alice"));
        Assert.Equal(5, await host.PassAsync("alice", 9));
    }

    [Fact]
    public async Task Find_CallerThatNobodyKnows_IsFull_AndTextThatIsNoCaller_IsNothing()
    {
        await using var host = await LimiterHost.StartAsync(burst: 5);

        Assert.Equal(5, Assert.Single(await host.Limits.FindAsync("203.0.113.7")).Local);
        Assert.Empty(host.Limits.Tightest(10));
        Assert.Empty(await host.Limits.FindAsync("nobody"));
        Assert.False(await host.Limits.ResetAsync("nobody"));
    }
}
