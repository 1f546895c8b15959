using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Tests.Waf;

/// <summary>The stage in the gateway as it ships.</summary>
public sealed class WafTests
{
    private const string Attack = "/guarded?q=1%27%20UNION%20SELECT%20name,password%20FROM%20users--";

    [Fact]
    public async Task Attack_Is403_WithRulesAndTraceId_AndIsLoggedWithoutItsContent()
    {
        await using var edge = await StartAsync();

        using var response = await edge.Gateway.Client.GetAsync(Attack);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(942100, problem.GetProperty("rules").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        await UntilAsync(() => edge.Gateway.Output.Contains("942100", StringComparison.Ordinal));
        Assert.DoesNotContain("password", edge.Gateway.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("detected")]
    [InlineData("unguarded")]
    public async Task Attack_OnARouteThatDoesNotBlock_GoesThrough(string route)
    {
        await using var edge = await StartAsync();

        Assert.Equal("read 0", await edge.Gateway.Client.GetStringAsync(Attack.Replace("guarded", route)));
    }

    [Fact]
    public async Task Mode_OfTheConfiguration_WinsOverTheRoutes()
    {
        await using var edge = await StartAsync(("Waf__Mode", "Detect"));

        Assert.Equal("read 0", await edge.Gateway.Client.GetStringAsync(Attack));
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(60_000, true)]
    [InlineData(900_000, false)]
    [InlineData(900_000, true)]
    public async Task Body_ThatWasLookedAt_ArrivesWhole(int length, bool http2)
    {
        await using var edge = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/guarded")
        {
            Content = new StringContent($"\"{new string('x', length)}\"", Encoding.UTF8, "application/json"),
            Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await edge.Gateway.Client.SendAsync(request);

        Assert.Equal($"read {length + 2}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Body_WithAnAttack_Is403()
    {
        await using var edge = await StartAsync();

        using var response = await edge.Gateway.Client.PostAsJsonAsync("/guarded", new { note = "<img src=x onerror=alert(1)>" });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static Task<HostedEdge> StartAsync(params (string Name, string Value)[] settings) => HostedEdge.StartAsync(
        app => app.Map("/{**rest}", async (HttpRequest request) =>
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return $"read {body.Length}";
        }),
        HttpProtocols.Http1,
        [.. Route("guarded", "Block"), .. Route("detected", "Detect"), .. Route("unguarded", "Off"), .. settings]);

    private static (string, string)[] Route(string name, string mode) =>
    [
        ($"ReverseProxy__Routes__{name}__ClusterId", "test"),
        ($"ReverseProxy__Routes__{name}__Match__Path", $"/{name}"),
        ($"ReverseProxy__Routes__{name}__Metadata__Waf", mode),
    ];

    /// <summary>A log line arrives through a pipe, some time after the answer.</summary>
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
