using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace ServiceDefaults;

/// <summary>
/// Every HttpClient and gRPC client finds its target by name, waits no longer than it says, retries only what may be sent twice, and stops
/// asking a target that keeps failing. Section <c>Resilience</c> overrides the numbers.
/// </summary>
internal static class CarefulHttpClients
{
    private const string Section = "Resilience";
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    public static void AddCarefulHttpClients(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Outermost, so that only the answer that counts is collected; discovery innermost, so that a retry may go to another replica.
            http.AddHttpMessageHandler<ServerTimingHandler>();
            // A pipeline a target: with one for all, a target that is gone would open the breaker on those that are well.
            http.AddStandardResilienceHandler(Defaults)
                .Configure(builder.Configuration.GetSection(Section).Bind)
                .SelectPipelineByAuthority();
            http.AddServiceDiscovery();
        });
    }

    private static void Defaults(HttpStandardResilienceOptions options)
    {
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(5);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(2);

        // POST, PUT, PATCH and DELETE are sent once: the library would send an order twice. (gRPC is POST, so it is sent once too.)
        options.Retry.DisableForUnsafeHttpMethods();
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = FirstDelay;
        options.Retry.DelayGenerator = retry => ValueTask.FromResult<TimeSpan?>(
            retry.Outcome.Result?.Headers.RetryAfter?.Delta ?? FullJitter(retry.AttemptNumber));

        options.CircuitBreaker.FailureRatio = 0.5;
        options.CircuitBreaker.MinimumThroughput = 20;
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);
    }

    /// <summary>Any delay up to the exponential one, so that clients that failed together don't come back together.</summary>
    private static TimeSpan FullJitter(int attempt) => FirstDelay * Math.Pow(2, attempt) * Random.Shared.NextDouble();
}
