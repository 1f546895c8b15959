using System.Globalization;

namespace Bench.Systems;

/// <summary>
/// How much memory the whole system holds when nobody uses it, a row a process. The figure counts each resident page once (the sum of PSS):
/// the sum of RSS counts the runtime's pages, which all processes share, once a process. Both are printed.
/// </summary>
internal sealed class FootprintBenchmark : IBenchmark
{
    private const double GoalMib = 1024;
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(30);

    public string Name => "footprint";

    public string Summary => "resident memory of every process of the idle system";

    public string Goal => $"under {GoalMib:0} MiB";

    public async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var system = await RunningSystem.StartAsync(cancellationToken);
        Console.WriteLine($"Ready; measuring after {UntilIdle.TotalSeconds:0} s of quiet.");
        await Task.Delay(UntilIdle, cancellationToken);
        var rows = ProcessTree.Below(system.ProcessId).Select(ProcessMemory.Read).OfType<ProcessMemory>().OrderByDescending(r => r.Resident).ToList();
        Console.WriteLine($"  {"RSS MiB",8} {"PSS MiB",8}  process");
        foreach (var row in rows)
        {
            Write(row.Resident, row.Proportional, row.Command.Length > 90 ? row.Command[..90] : row.Command);
        }

        var total = rows.Sum(r => r.Proportional);
        var summed = rows.Sum(r => r.Resident);
        Write(summed, total, $"all {rows.Count} processes");
        return new Figure(
            string.Create(CultureInfo.InvariantCulture, $"{total:0} MiB resident, {summed:0} MiB with shared pages counted in each process"), total < GoalMib);
    }

    private static void Write(double resident, double proportional, string what) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {resident,8:0.0} {proportional,8:0.0}  {what}"));
}
