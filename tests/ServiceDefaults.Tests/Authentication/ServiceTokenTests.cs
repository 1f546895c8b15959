using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Authentication;

/// <summary>A service's own token, from an issuer that counts and can be away.</summary>
public sealed class ServiceTokenTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly ManualTime _time = new();
    private int _asked;
    private bool _away;

    [Fact]
    public async Task Calls_OfOneLife_ShareOneToken_AndAskForItOnce()
    {
        await using var issuer = await IssuerAsync();
        await using var service = await ServiceAsync(issuer);
        var tokens = service.Services.GetRequiredService<ServiceTokens>();

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(Never).AsTask()));

        Assert.Equal("ordering secret 1", Assert.Single(all.Distinct()));
    }

    [Fact]
    public async Task Renewal_ComesBeforeTheEnd_AndAnIssuerThatIsAwayIsNotMissed()
    {
        await using var issuer = await IssuerAsync();
        await using var service = await ServiceAsync(issuer);
        var tokens = service.Services.GetRequiredService<ServiceTokens>();
        await tokens.GetAsync(Never);

        _away = true;
        _time.Pass(TimeSpan.FromSeconds(450));
        var meanwhile = await tokens.GetAsync(Never);
        await EventuallyAsync(() => _asked > 1);
        _away = false;
        await EventuallyAsync(async () => await tokens.GetAsync(Never) != meanwhile);

        Assert.Equal("ordering secret 1", meanwhile);
    }

    [Fact]
    public async Task Expired_WithAnIssuerThatIsAway_SaysSo()
    {
        await using var issuer = await IssuerAsync();
        await using var service = await ServiceAsync(issuer);
        var tokens = service.Services.GetRequiredService<ServiceTokens>();
        await tokens.GetAsync(Never);

        _away = true;
        _time.Pass(TimeSpan.FromSeconds(600));
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => tokens.GetAsync(Never).AsTask());

        Assert.Contains("ordering", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_TheNextCallBringsANewToken()
    {
        var seen = new List<string>();
        await using var issuer = await IssuerAsync();
        await using var target = await TestService.StartAsync("target", app => app.MapGet("/", (HttpRequest request) =>
        {
            seen.Add(request.Headers.Authorization.ToString());
            return seen.Count == 1 ? Results.Unauthorized() : Results.Ok();
        }));
        await using var service = await ServiceAsync(issuer);
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient("target");

        using var first = await client.GetAsync(target.Address);
        using var second = await client.GetAsync(target.Address);

        Assert.Equal(HttpStatusCode.Unauthorized, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(["Bearer ordering secret 1", "Bearer ordering secret 2"], seen);
    }

    private Task<TestService> IssuerAsync() => TestService.StartAsync("issuer", app => app.MapPost("/connect/token", async (HttpRequest request) =>
    {
        var form = await request.ReadFormAsync();
        var number = Interlocked.Increment(ref _asked);
        return _away
            ? Results.StatusCode(500)
            : Results.Json(new { access_token = $"{form["client_id"]} {form["client_secret"]} {number}", expires_in = 600 });
    }));

    private Task<TestService> ServiceAsync(TestService issuer) => TestService.StartAsync(
        "ordering",
        _ => { },
        new() { ["Authentication:Authority"] = issuer.Address, ["Authentication:Client:Secret"] = "secret" },
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.AddTokenValidation();
            builder.AddServiceTokens();
            builder.Services.AddHttpClient("target").AddServiceToken();
        });

    private static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
