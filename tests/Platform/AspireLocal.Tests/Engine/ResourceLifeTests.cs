using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Tests.Engine;

/// <summary>How resources start, wait, crash, restart and stop.</summary>
public sealed class ResourceLifeTests
{
    [Fact]
    public async Task Start_AJobThatEnds_IsFinishedWithItsExitCode()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddShell("job", "exit 0"));
        await app.ResourceNotifications.WaitForResourceAsync("job", KnownResourceStates.Finished, TestApplication.Bound);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("job", out var end));
        Assert.Equal(0, end.Snapshot.ExitCode);
    }

    [Fact]
    public async Task Start_ProgramThatCrashesAtOnce_IsGivenUpAfterThreeStartsWithItsLastWords()
    {
        await using var app = await TestApplication.StartAsync(builder =>
            builder.AddShell("broken", "echo the flux is missing >&2; exit 7").WithHealthCheckThatFails());
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("broken", TestApplication.Bound));
        Assert.Contains("exit code 7", problem.Message);
        Assert.Contains("3 times in a row", problem.Message);
        Assert.Contains("the flux is missing", problem.Message);
        Assert.Contains("broken.log", problem.Message);
    }

    [Fact]
    public async Task Crash_AfterItWasReady_RestartsAndIsHealthyAgain()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddService("web"));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        var before = app.PidOf("web");
        using var process = System.Diagnostics.Process.GetProcessById(before);
        process.Kill();

        await app.ResourceNotifications.WaitForResourceAsync(
            "web", change => ResourceNotificationService.IsHealthy(change) && app.PidOf("web") != before, TestApplication.Bound);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("web", out var now));
        Assert.Equal(1, now.Snapshot.Properties.Single(p => p.Name == "restarts").Value);
    }

    [Fact]
    public async Task WaitFor_AHealthyDependency_StartsAfterIt()
    {
        await using var app = await TestApplication.StartAsync(builder =>
        {
            var first = builder.AddService("first");
            builder.AddShell("second", "sleep 60").WaitFor(first);
        });
        await app.ResourceNotifications.WaitForResourceAsync("second", targetState: null, TestApplication.Bound);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("first", out var first));
        Assert.True(ResourceNotificationService.IsHealthy(first));
    }

    [Fact]
    public async Task WaitForCompletion_WrongExitCode_FailsAndSaysWhy()
    {
        await using var app = await TestApplication.StartAsync(builder =>
        {
            var migration = builder.AddShell("migration", "exit 3");
            builder.AddShell("service", "sleep 60").WaitForCompletion(migration);
        });
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("service", TestApplication.Bound));
        Assert.Contains("'migration' to end with exit code 0; it ended with 3", problem.Message);
    }

    [Fact]
    public async Task WaitForCompletion_Done_Starts()
    {
        await using var app = await TestApplication.StartAsync(builder =>
        {
            var migration = builder.AddShell("migration", "exit 0");
            builder.AddShell("service", "sleep 60").WaitForCompletion(migration);
        });
        await app.ResourceNotifications.WaitForResourceHealthyAsync("service", TestApplication.Bound);
    }

    [Fact]
    public async Task ExplicitStart_StartsOnCommandAndStopsOnCommand()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddShell("tool", "sleep 60").WithExplicitStart());
        Assert.True(app.ResourceNotifications.TryGetCurrentState("tool", out var idle));
        Assert.Equal(KnownResourceStates.NotStarted, idle.Snapshot.State?.Text);

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand, TestApplication.Bound)).Success);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("tool", TestApplication.Bound);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StopCommand, TestApplication.Bound)).Success);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("tool", out var stopped));
        Assert.Equal(KnownResourceStates.Exited, stopped.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Stop_InReverseOrder_GivesTimeToDrain()
    {
        var folder = Directory.CreateTempSubdirectory();
        var trace = Path.Combine(folder.FullName, "order");
        var script = $"trap 'sleep 0.3; echo NAME >> {trace}; exit 0' TERM; echo up; while :; do sleep 0.05; done";
        var app = await TestApplication.StartAsync(builder =>
        {
            var database = builder.AddShell("database", script.Replace("NAME", "database", StringComparison.Ordinal));
            builder.AddShell("edge", script.Replace("NAME", "edge", StringComparison.Ordinal)).WaitFor(database);
        });
        await app.ResourceNotifications.WaitForResourceHealthyAsync("edge", TestApplication.Bound);
        await WaitForLineAsync(app, "edge", "up");
        await app.DisposeAsync();
        Assert.Equal(["edge", "database"], await File.ReadAllLinesAsync(trace, TestApplication.Bound));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_MissingProgram_FailsAndNamesIt()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddExecutable("ghost", "no-such-program", "/"));
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("ghost", TestApplication.Bound));
        Assert.Contains("no-such-program", problem.Message);
    }

    [Fact]
    public async Task Start_AContainerWithoutAnEngine_FailsBeforeAnythingStarts()
    {
        using var path = new Variable("PATH", Path.GetTempPath()); // neither docker nor podman is found there
        var marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("first", "/bin/sh", "/", "-c", $"echo > {marker}");
            builder.AddContainer("queue", "rabbitmq");
        }));
        Assert.Contains("queue", problem.Message);
        Assert.Contains("Docker", problem.Message);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task Events_BeforeStartAndWhenReady_AreRaisedInOrder()
    {
        var happened = new List<string>();
        await using var app = await TestApplication.StartAsync(builder => builder.AddShell("tool", "sleep 60")
            .OnBeforeResourceStarted((resource, _, _) => Note(happened, $"before {resource.Name}"))
            .OnResourceReady((resource, _, _) => Note(happened, $"ready {resource.Name}")));
        while (!happened.Contains("ready tool"))
        {
            await Task.Delay(20, TestApplication.Bound);
        }

        Assert.Equal(["before tool", "ready tool"], happened);
    }

    private static Task Note(List<string> happened, string what)
    {
        happened.Add(what);
        return Task.CompletedTask;
    }

    private static async Task WaitForLineAsync(DistributedApplication app, string resource, string line)
    {
        var logs = (AspireLocal.Engine.ResourceLogs)app.Services.GetService(typeof(AspireLocal.Engine.ResourceLogs))!;
        while (!logs.Of(resource).Tail(10).Contains(line))
        {
            await Task.Delay(20, TestApplication.Bound);
        }
    }
}
