using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults;

namespace Bench.Tokens;

/// <summary>What a token costs the edge: seen before, and for the first time.</summary>
internal sealed class TokenBenchmark : IBenchmark
{
    private const int Callers = 1_000;
    private const int Requests = 500_000;
    private const int Rounds = 7;
    private const double GoalMicroseconds = 2;

    public string Name => "tokens";

    public string Summary => "a token of one of 1,000 callers, validated before";

    public string Goal => FormattableString.Invariant($"{GoalMicroseconds} us, no allocation");

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var issuer = await LocalIssuer.StartAsync(cancellationToken);
        await using var services = Services(issuer.Address);
        var validator = services.GetRequiredService<TokenValidator>();
        var tokens = Enumerable.Range(0, Callers).Select(caller => issuer.Token($"caller-{caller}").AsMemory()).ToArray();
        Accepted(await validator.ValidateAsync(issuer.Token("first").AsMemory(), cancellationToken));
        var first = Stopwatch.GetTimestamp();
        foreach (var token in tokens)
        {
            Accepted(await validator.ValidateAsync(token, cancellationToken));
        }

        var firstTime = Stopwatch.GetElapsedTime(first).TotalMicroseconds / Callers;
        Validate(validator, tokens); // Not optimised yet: it does not count.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = Enumerable.Range(0, Rounds).Select(_ => Validate(validator, tokens)).ToArray();
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / Requests;
        var spread = Spread.Of(times);
        Console.WriteLine(FormattableString.Invariant($"  tokens of {tokens[0].Length} characters; the first time {firstTime:0} us"));
        Console.WriteLine($"  {"",-8} {"min",7} {"median",7} {"max",7}");
        Console.WriteLine($"  {"again",-8} {spread.ToString("us")}");
        return new Figure(
            FormattableString.Invariant($"{spread.Median:0.00} us, {bytes:0} bytes"), spread.Median <= GoalMicroseconds && bytes < 1);
    }

    private static ServiceProvider Services(Uri authority)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Authentication:Authority"] = authority.AbsoluteUri;
        builder.Services.AddLogging();
        builder.AddTokenValidator();
        return builder.Services.BuildServiceProvider();
    }

    /// <returns>Microseconds a request.</returns>
    private static double Validate(TokenValidator validator, ReadOnlyMemory<char>[] tokens)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
        {
            var validating = validator.ValidateAsync(tokens[i % Callers], CancellationToken.None);
            if (!validating.IsCompletedSuccessfully || validating.Result is not TokenOutcome.Valid)
            {
                throw new InvalidOperationException("A token that was valid before is not remembered.");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Requests;
    }

    private static void Accepted(TokenOutcome outcome)
    {
        if (outcome is not TokenOutcome.Valid)
        {
            throw new InvalidOperationException($"The benchmark's own token is refused: {outcome}");
        }
    }
}
