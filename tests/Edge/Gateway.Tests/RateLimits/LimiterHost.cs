using System.Net;
using System.Security.Claims;
using Gateway.RateLimits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Gateway.Tests.RateLimits;

/// <summary>The stage's services without its HTTP, for what HTTP does not show.</summary>
internal sealed class LimiterHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LimiterHost(WebApplication app) => _app = app;

    public RateLimiter Limiter => _app.Services.GetRequiredService<RateLimiter>();

    public CallerLimits Limits => _app.Services.GetRequiredService<CallerLimits>();

    /// <summary>With one policy, <c>p</c>, of a token an hour for a subject.</summary>
    public static async Task<LimiterHost> StartAsync(int burst, RedisProtocolServer? redis = null)
    {
        // Not where the gateway's own appsettings.json lies, with its policies.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["RateLimits:Policies:p:Rate"] = "1";
        builder.Configuration["RateLimits:Policies:p:Period"] = "01:00:00";
        builder.Configuration["RateLimits:Policies:p:Burst"] = $"{burst}";
        builder.Configuration["RateLimits:RedisTimeout"] = "00:00:01";
        if (redis is not null)
        {
            builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(redis.ConnectionString));
        }

        builder.AddRateLimits();
        var app = builder.Build();
        await app.StartAsync();
        return new LimiterHost(app);
    }

    /// <summary>How many of so many requests pass, all sent at once.</summary>
    public async Task<int> PassAsync(string subject, int requests)
    {
        var decisions = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => Task.Run(() => AskAsync(subject).AsTask())));
        return decisions.Count(decision => decision.Allowed);
    }

    public ValueTask<RateLimitDecision> AskAsync(string subject) => Limiter.AcquireAsync(Key(subject));

    public CallerKey Key(string subject) => CallerKey.Of(
        _app.Services.GetRequiredService<RateLimitPolicies>().Find("p")!,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", subject)], "test")),
        IPAddress.Loopback);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
