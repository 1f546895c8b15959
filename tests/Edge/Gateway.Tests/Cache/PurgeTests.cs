using Contracts;
using StackExchange.Redis;

namespace Gateway.Tests.Cache;

/// <summary>Two replicas of the gateway, one origin, one Redis.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private readonly List<GatewayProcess> _gateways = [];
    private ScriptedOrigin _origin = null!;
    private RedisServer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        RedisServer.SkipIfMissing();
        _redis = await RedisServer.StartAsync();
        _origin = await ScriptedOrigin.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            _gateways.Add(await GatewayProcess.StartAsync(CacheSite.Settings(_origin, ("ConnectionStrings__cache", _redis.ConnectionString))));
        }

        await ListeningAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _origin.DisposeAsync();
            await _redis.DisposeAsync();
        }
    }

    [Fact]
    public async Task Purge_ByKey_IsHeardByBoth()
    {
        var named = _origin.Script(Reply.Fresh("old", ("Surrogate-Key", "a b")));
        var other = _origin.Script(Reply.Fresh("old", ("Surrogate-Key", "b c")));
        await FillAsync(named, other);
        _origin.Script(named, Reply.Fresh("new"));

        await PublishAsync(new EdgePurge(["a"], [], null));

        foreach (var gateway in _gateways)
        {
            await BecomesAsync(gateway, named, "new");
            Assert.True((await GetAsync(gateway, other)).IsHit);
        }
    }

    [Fact]
    public async Task Change_ThroughOne_IsForgottenByTheOther()
    {
        // Both have to be reached by the same name: it is part of what is asked for.
        var host = ("Host", "shop.example");
        var path = _origin.Script(Reply.Fresh("old"));
        foreach (var gateway in _gateways)
        {
            await GetAsync(gateway, path, host);
        }

        _origin.Script(path, Reply.Fresh("new"));
        await Answer.OfAsync(_gateways[0].Client, HttpMethod.Put, path, host);

        Assert.Equal("new", (await GetAsync(_gateways[0], path, host)).Body);
        await BecomesAsync(_gateways[1], path, "new", host);
    }

    [Fact]
    public async Task Redis_AwayForAWhile_WhatWasStoredBeforeIsDropped()
    {
        var path = _origin.Script(Reply.Fresh("old"));
        await FillAsync(path);
        _origin.Script(path, Reply.Fresh("new"));

        await _redis.KillAsync();
        var alone = await GetAsync(_gateways[0], path);
        await _redis.RestartAsync();

        Assert.Equal(("old", true), (alone.Body, alone.IsHit));
        foreach (var gateway in _gateways)
        {
            await BecomesAsync(gateway, path, "new");
        }
    }

    [Fact]
    public async Task Channel_CarriesNonsense_TheGatewayGoesOn()
    {
        var path = _origin.Script(Reply.Fresh("old", ("Surrogate-Key", "a")));
        await FillAsync(path);
        _origin.Script(path, Reply.Fresh("new"));

        await using var client = await _redis.ConnectAsync();
        foreach (var text in (string[])["", "{", "{}", "null", "{\"keys\":null,\"urls\":[]}"])
        {
            await client.GetSubscriber().PublishAsync(RedisChannel.Literal(EdgePurge.Channel), text);
        }

        await PublishAsync(new EdgePurge(["a"], ["not a url"], "not a trace"));

        await BecomesAsync(_gateways[0], path, "new");
    }

    private static Task<Answer> GetAsync(GatewayProcess gateway, string path, params (string Name, string Value)[] headers) =>
        Answer.OfAsync(gateway.Client, HttpMethod.Get, path, headers);

    private static async Task BecomesAsync(GatewayProcess gateway, string path, string body, params (string Name, string Value)[] headers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await GetAsync(gateway, path, headers)).Body != body)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task FillAsync(params string[] paths)
    {
        foreach (var gateway in _gateways)
        {
            foreach (var path in paths)
            {
                await GetAsync(gateway, path);
                Assert.True((await GetAsync(gateway, path)).IsHit);
            }
        }
    }

    private async Task PublishAsync(EdgePurge purge)
    {
        await using var client = await _redis.ConnectAsync();
        await client.GetSubscriber().PublishAsync(RedisChannel.Literal(EdgePurge.Channel), purge.ToJson());
    }

    /// <summary>Until then a gateway may still drop what a test has it store.</summary>
    private async Task ListeningAsync(int listeners)
    {
        await using var client = await _redis.ConnectAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await client.GetServers()[0].SubscriptionSubscriberCountAsync(RedisChannel.Literal(EdgePurge.Channel)) < listeners)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
