using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using Gateway.RateLimits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.RateLimits;

/// <summary>What the rate limit stage adds to a request that its gateway can answer from memory.</summary>
internal sealed class RateLimitBenchmark : IBenchmark
{
    private const int Callers = 10_000;
    private const int Requests = 1_000_000;
    private const int Rounds = 7;
    private const double GoalNanoseconds = 300;

    public string Name => "rate-limit";

    public string Summary => "a token for a request of one of 10,000 callers, from memory";

    public string Goal => FormattableString.Invariant($"{GoalNanoseconds} ns, no allocation");

    public Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        using var services = Services();
        var limiter = services.GetRequiredService<RateLimiter>();
        var policy = services.GetRequiredService<RateLimitPolicies>().Find("bench")!;
        var addresses = Enumerable.Range(1, Callers).Select(host => new IPAddress(BitConverter.GetBytes(host))).ToArray();
        // The first finds every caller new and the code not optimised: it does not count.
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        Take(limiter, policy, addresses);
        Console.WriteLine($"  {(GC.GetTotalMemory(forceFullCollection: true) - memory) / Callers} bytes a caller");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = Enumerable.Range(0, Rounds).Select(_ => Take(limiter, policy, addresses)).ToArray();
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / Requests;
        var spread = Spread.Of(times);
        Console.WriteLine($"  {"",-8} {"min",7} {"median",7} {"max",7}");
        Console.WriteLine($"  {"token",-8} {spread.ToString("ns")}");
        return Task.FromResult(new Figure(
            FormattableString.Invariant($"{spread.Median:0} ns, {bytes:0} bytes"), spread.Median <= GoalNanoseconds && bytes < 1));
    }

    private static ServiceProvider Services()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["RateLimits:Policies:bench:Rate"] = "1000000";
        builder.Configuration["RateLimits:Policies:bench:Burst"] = "1000000";
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddRateLimits();
        return builder.Services.BuildServiceProvider();
    }

    /// <returns>Nanoseconds a request.</returns>
    private static double Take(RateLimiter limiter, RateLimitPolicy policy, IPAddress[] addresses)
    {
        var nobody = new ClaimsPrincipal();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
        {
            var asking = limiter.AcquireAsync(CallerKey.Of(policy, nobody, addresses[i % Callers]));
            if (!asking.IsCompletedSuccessfully || !asking.Result.Allowed)
            {
                throw new InvalidOperationException("A request was refused: the benchmark's own limit is too low.");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Requests;
    }
}
