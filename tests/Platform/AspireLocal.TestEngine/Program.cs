using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using AspireLocal.Containers;
using AspireLocal.Ports;
using AspireLocal.Postgres;
using AspireLocal.Processes;
using AspireLocal.Redis;
using AspireLocal.State;

// An engine with nothing around it. Writes "pid N" for what it started and "ready" when all runs, then waits to be killed.
using var forever = new CancellationTokenSource();
var folders = UserFolders.Open();
var progress = new Progress<string>();
try
{
    await (args[0] switch
    {
        "children" => StartChildrenAsync(),
        "servers" => StartServersAsync(),
        "orphan" => StartOrphanAsync(),
        "lease" => LeaseAsync(int.Parse(args[1], CultureInfo.InvariantCulture)),
        "container" => ContainerRuntime.RequireAsync(args[1..], forever.Token),
        "get" => ShowAsync(() => new HttpClient().GetStringAsync(args[1])),
        "postgres" => ShowAsync(async () => (await PostgresBinaries.ResolveAsync(folders, progress, forever.Token)).Source),
        "redis" => ShowAsync(async () => (await RedisBinaries.ResolveAsync(folders, progress, forever.Token)).Source),
        _ => throw new ArgumentException(args[0]),
    });
    return 0;
}
catch (DistributedApplicationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

async Task StartChildrenAsync()
{
    var record = await RunRecord.OpenAsync(folders, forever.Token);
    var grandchild = new TaskCompletionSource<string>();
    string[] scripts = ["exec sleep 1000", "trap '' TERM INT HUP; while :; do sleep 1; done", "sleep 1000 & echo $!; wait"];
    foreach (var script in scripts)
    {
        Started(ChildProcess.Start(new ProcessSpec("child", "sh", ["-c", script], "/", new Dictionary<string, string>()), (line, _) => grandchild.TrySetResult(line), record));
    }

    Console.WriteLine($"pid {await grandchild.Task}");

    // One that was started just before the end, too.
    Started(ChildProcess.Start(new ProcessSpec("child", "sleep", ["1000"], "/", new Dictionary<string, string>()), Ignore, record));
    await WaitAsync();
}

async Task StartServersAsync()
{
    var record = await RunRecord.OpenAsync(folders, forever.Token);
    var ports = new PortLeases();
    var binaries = await PostgresBinaries.ResolveAsync(folders, progress, forever.Token);
    var data = Path.Combine(record.CreateScratchFolder("postgres"), "data");
    var cluster = new PostgresCluster(binaries, new("postgres", data, ports.Lease(), "postgres", "secret", IsDurable: false));
    await cluster.PrepareAsync(progress, forever.Token);
    var postgres = Started(cluster.Start(Ignore, record));

    var cache = new RedisServer(await RedisBinaries.ResolveAsync(folders, progress, forever.Token), "cache", ports.Lease(), "secret", record.CreateScratchFolder("cache"));
    var redis = Started(cache.Start(Ignore, record));
    await cluster.WaitUntilReadyAsync(postgres, forever.Token);
    await cache.WaitUntilReadyAsync(redis, forever.Token);
    await WaitAsync();
}

// As on a system without death signals.
async Task StartOrphanAsync()
{
    var record = await RunRecord.OpenAsync(folders, forever.Token);
    var orphan = Process.Start("setsid", ["sleep", "1000"]);
    record.AddChild(orphan.Id, "orphan");
    Console.WriteLine($"folder {record.CreateScratchFolder("orphan")}");
    Console.WriteLine($"pid {orphan.Id}");
    await WaitAsync();
}

async Task LeaseAsync(int count)
{
    var leases = new PortLeases();
    for (var i = 0; i < count; i++)
    {
        Console.WriteLine($"port {leases.Lease()}");
    }

    await WaitAsync();
}

async Task ShowAsync(Func<Task<string>> source) => Console.WriteLine(await source());

ChildProcess Started(ChildProcess child)
{
    Console.WriteLine($"pid {child.Id}");
    return child;
}

Task WaitAsync()
{
    Console.WriteLine("ready");
    return Task.Delay(Timeout.Infinite, forever.Token);
}

static void Ignore(string line, bool isError)
{
}
