using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Tests.RateLimits;

/// <summary>The gateway alone, with no Redis.</summary>
public sealed class RateLimitStageTests
{
    [Fact]
    public async Task Alone_BurstPasses_AndTheRestIsRefused()
    {
        await using var edge = await LimitedEdge.StartAsync(gateways: 1, burst: 10, redis: null);

        var answers = await edge.AskAsync(25);

        Assert.Equal((10, 15), (answers.Passed, answers.Refused));
    }

    [Fact]
    public async Task Answer_SaysWhatIsLeft()
    {
        await using var edge = await LimitedEdge.StartAsync(gateways: 1, burst: 3, redis: null);

        using var response = await edge.Clients[0].GetAsync(LimitedEdge.Path);

        Assert.Equal("\"few\";q=3;w=10800", Assert.Single(response.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("\"few\";r=2;t=3600", Assert.Single(response.Headers.GetValues("RateLimit")));
    }

    [Fact]
    public async Task Refused_IsAProblemThatSaysWhy_AndWhenToComeBack()
    {
        await using var edge = await LimitedEdge.StartAsync(gateways: 1, burst: 1, redis: null);
        await edge.AskAsync(1);

        using var response = await edge.Clients[0].GetAsync(LimitedEdge.Path);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(3_500), TimeSpan.FromSeconds(3_600));
        Assert.Equal("\"few\";r=0;t=3600", Assert.Single(response.Headers.GetValues("RateLimit")));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("https://iana.org/assignments/http-problem-types#quota-exceeded", problem.GetProperty("type").GetString());
        Assert.Equal("few", problem.GetProperty("violated-policies")[0].GetString());
        Assert.StartsWith("Policy 'few' lets a caller send 1 requests at once", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task RouteWithoutAPolicy_HasNoLimitAndNoHeaders()
    {
        await using var edge = await LimitedEdge.StartAsync(
            gateways: 1, burst: 1, redis: null,
            ("ReverseProxy__Routes__free__ClusterId", "limited"), ("ReverseProxy__Routes__free__Match__Path", "/free"));

        for (var i = 0; i < 5; i++)
        {
            using var response = await edge.Clients[0].GetAsync("/free");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit"));
        }
    }
}
