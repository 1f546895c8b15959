namespace Bench.Systems;

/// <summary>How long a start on a built tree takes, and where the time goes.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Runs = 5;
    private const double GoalSeconds = 10;

    public string Name => "startup";

    public string Summary => "`dotnet run --project AppHost` on a built tree until every resource is healthy";

    public string Goal => $"{GoalSeconds:0} s";

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("One start to build, to fetch and to seed, then the measured ones.");
        await using (await RunningSystem.StartAsync(cancellationToken))
        {
        }

        var runs = new List<(string Part, double Seconds)>();
        for (var run = 0; run < Runs; run++)
        {
            await using var system = await RunningSystem.StartAsync(cancellationToken);
            runs.AddRange(Divide(system));
            Console.WriteLine($"  run {run + 1}: {system.Total.TotalSeconds:0.0} s");
        }

        Console.WriteLine($"  {"",-34} {"min",7} {"median",7} {"max",7}");
        foreach (var part in runs.GroupBy(r => r.Part, r => r.Seconds))
        {
            Console.WriteLine($"  {part.Key,-34} {Spread.Of([.. part]).ToString("s")}");
        }

        var median = Spread.Of([.. runs.Where(r => r.Part == "total").Select(r => r.Seconds)]).Median;
        return new Figure(FormattableString.Invariant($"{median:0.0} s"), median <= GoalSeconds);
    }

    private static IEnumerable<(string Part, double Seconds)> Divide(RunningSystem system)
    {
        var postgres = system.Healthy["postgres"];
        yield return ("build check, until AppHost starts", (system.Total - system.AppHost).TotalSeconds);
        yield return ("AppHost until Postgres is healthy", postgres);
        yield return ("AppHost until Redis is healthy", system.Healthy["cache"]);
        yield return ("Postgres until all services are", system.Healthy.Values.Max() - postgres);
        yield return ("total", system.Total.TotalSeconds);
    }
}
