using Bench;
using Bench.Http;
using Bench.Systems;
using Bench.Tokens;

if (args is [PeerServers.Command, .. var server])
{
    await PeerServers.RunAsync(server);
    return 0;
}

IBenchmark[] all =
[
    new StartupBenchmark(),
    new FootprintBenchmark(),
    new EdgeProxyBenchmark(),
    new TokenBenchmark(),
];
if (args is not [var name])
{
    Console.WriteLine("bench/run NAME, where NAME is one of");
    foreach (var each in all)
    {
        Console.WriteLine($"  {each.Name,-12} {each.Summary} (goal {each.Goal})");
    }

    return args.Length == 0 ? 0 : 2;
}

if (Array.Find(all, b => b.Name == name) is not { } chosen)
{
    Console.Error.WriteLine($"There is no benchmark '{name}'. There are: {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var figure = await chosen.RunAsync(stop.Token);
Console.WriteLine($"{chosen.Name}: {figure.Text} (goal {chosen.Goal})");
return figure.MeetsGoal ? 0 : 1;
