using Aspire.Hosting;

namespace AspireLocal.Tests.Engine;

/// <summary>Waiting never hangs without a word.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task Wait_UnknownResource_FailsAtOnceAndNamesThoseThereAre()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddShell("tool", "sleep 60"));
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("toll", TestApplication.Bound));
        Assert.Contains("'toll'", problem.Message);
        Assert.Contains("tool", problem.Message);
    }

    [Fact]
    public async Task Wait_EndedByItsToken_TellsTheStateAndTheLastLines()
    {
        await using var app = await TestApplication.StartAsync(builder =>
            builder.AddShell("slow", "echo still warming up; sleep 60").WithHealthCheckThatFails());
        await app.ResourceNotifications.WaitForResourceAsync("slow", targetState: null, TestApplication.Bound);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var problem = await Assert.ThrowsAsync<OperationCanceledException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("slow", bound.Token));
        Assert.Contains("Running, Unhealthy", problem.Message);
        Assert.Contains("still warming up", problem.Message);
    }

    [Fact]
    public async Task Wait_BeforeTheApplicationStarts_WaitsForIt()
    {
        var builder = Aspire.Hosting.Testing.DistributedApplicationTestingBuilder.Create();
        builder.AddShell("tool", "sleep 60");
        await using var app = await builder.BuildAsync(TestApplication.Bound);
        var waiting = app.ResourceNotifications.WaitForResourceHealthyAsync("tool", TestApplication.Bound);
        Assert.False(waiting.IsCompleted);
        await app.StartAsync(TestApplication.Bound);
        await waiting;
    }
}
