using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Distributed;
using ServiceDefaults.Tests.Telemetry;
using StackExchange.Redis;

namespace ServiceDefaults.Tests.Redis;

public sealed class RedisTests
{
    private static void Map(WebApplication app)
    {
        app.MapGet("/", async (IConnectionMultiplexer redis) =>
        {
            var database = redis.GetDatabase();
            await Task.WhenAll(database.StringSetAsync("secret-key", "secret-value"), database.StringIncrementAsync("counter"));
            return "ok";
        });
        app.MapGet("/left-behind", (IConnectionMultiplexer redis) =>
        {
            _ = redis.GetDatabase().ExecuteAsync("BLPOP", "empty-list", "0.3");
            return "ok";
        });
        app.MapGet("/cached", async (IDistributedCache cache, CancellationToken cancellation) =>
        {
            try
            {
                return await cache.GetStringAsync("key", cancellation) ?? "miss";
            }
            catch (RedisException)
            {
                return "without";
            }
        });
    }

    private static Task<TestService> StartAsync(int port, SpanRecorder? spans = null) => TestService.StartAsync(
        "service",
        Map,
        spans is null ? new() { ["ConnectionStrings:cache"] = $"127.0.0.1:{port}" } : SpanRecorder.Settings(("ConnectionStrings:cache", $"127.0.0.1:{port}")),
        builder =>
        {
            builder.AddRedis("cache");
            spans?.Record(builder);
        });

    [Fact]
    public async Task Commands_AreChildrenOfTheSpanThatIssuedThem_AndHoldNoData()
    {
        await using var redis = await ServerProcess.StartRedisAsync();
        using var spans = new SpanRecorder();
        await using var service = await StartAsync(redis.Port, spans);

        var trace = await SpanRecorder.GetInTraceAsync(service.Client, "/");

        var server = await spans.WaitForAsync(span => span.TraceId == trace && span.Kind == ActivityKind.Server);
        var set = await spans.WaitForAsync(span => span.TraceId == trace && span.DisplayName == "SET");
        var increment = await spans.WaitForAsync(span => span.TraceId == trace && span.DisplayName == "INCR");
        Assert.All([set, increment], span =>
        {
            Assert.Equal(server.SpanId, span.ParentSpanId);
            Assert.Equal(server.TraceId, span.TraceId);
            Assert.Equal(ActivityKind.Client, span.Kind);
            Assert.Equal("redis", span.GetTagItem("db.system.name"));
            Assert.Equal(redis.Port, span.GetTagItem("server.port"));
            Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
            Assert.InRange(span.Duration, TimeSpan.Zero, server.Duration);
        });
    }

    [Fact]
    public async Task CommandThatNobodyWaitsFor_IsTracedToo()
    {
        await using var redis = await ServerProcess.StartRedisAsync();
        using var spans = new SpanRecorder();
        await using var service = await StartAsync(redis.Port, spans);

        var trace = await SpanRecorder.GetInTraceAsync(service.Client, "/left-behind");

        var pop = await spans.WaitForAsync(span => span.TraceId == trace && span.DisplayName == "BLPOP");
        var server = await spans.WaitForAsync(span => span.TraceId == trace && span.Kind == ActivityKind.Server);
        Assert.Equal(server.SpanId, pop.ParentSpanId);
        Assert.True(pop.Duration > server.Duration);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Response_SaysTimeInRedis_TracedOrNot(bool traced)
    {
        await using var redis = await ServerProcess.StartRedisAsync();
        using var spans = new SpanRecorder();
        await using var service = await StartAsync(redis.Port, traced ? spans : null);

        using var response = await service.Client.GetAsync("/");

        var entry = ServerTimingHeader.Parse(response.Headers.GetValues("Server-Timing").Single()).Last();
        Assert.Equal(("redis", "service"), (entry.Name, entry.Description));
        Assert.True(entry.Milliseconds > 0);
    }

    [Fact]
    public async Task Gone_CommandsFailAtOnce_HealthIsDegraded_AndItComesBack()
    {
        var redis = await ServerProcess.StartRedisAsync();
        await using var service = await StartAsync(redis.Port);
        Assert.Equal("miss", await service.Client.GetStringAsync("/cached"));

        await redis.DisposeAsync();
        await UntilAsync(service, "Degraded");
        Assert.Equal("without", await service.Client.GetStringAsync("/cached"));

        await using var again = await ServerProcess.StartRedisAsync(redis.Port);
        await UntilAsync(service, "Healthy");
        Assert.Equal("miss", await service.Client.GetStringAsync("/cached"));
    }

    [Fact]
    public async Task NotThereAtStart_ServiceStartsAndServes()
    {
        await using var service = await StartAsync(1);

        Assert.Equal("without", await service.Client.GetStringAsync("/cached"));
        await UntilAsync(service, "Degraded");
    }

    private static async Task UntilAsync(TestService service, string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var response = await service.Client.GetAsync("/health", patience.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            if ((await response.Content.ReadAsStringAsync(patience.Token)).Contains($"\"cache\":\"{status}\"", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
