using System.Diagnostics;
using System.Net;
using AppHost.Tests.Systems;
using Aspire.Hosting.ApplicationModel;
using Contracts;

namespace AppHost.Tests.Failures;

/// <summary>Parts of the system that die while it serves.</summary>
public abstract class FailureTests(ReferenceSystem system)
{
    [Fact]
    public async Task Redis_Killed_SlowerNotWrong()
    {
        await KillAsync("cache");

        using var product = await system.Edge.GetAsync($"/api/products/{SeedProducts.Id(400)}");
        using var order = await system.Edge.OrderAsync(Guid.NewGuid().ToString(), SeedProducts.Id(401));

        Assert.Equal(HttpStatusCode.OK, product.StatusCode);
        Assert.Equal(HttpStatusCode.Created, order.StatusCode);
        await system.App.ResourceNotifications.WaitForResourceHealthyAsync("cache", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Replica_Killed_RestartsAndIsCounted()
    {
        await KillAsync("catalog-2");
        await system.App.ResourceNotifications.WaitForResourceAsync(
            "catalog-2", e => Restarts(e) > 0 && e.Snapshot.HealthStatus is Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, TestContext.Current.CancellationToken);
        using var client = Aspire.Hosting.Testing.DistributedApplicationHostingTestingExtensions.CreateHttpClient(system.App, "catalog-2", "http");
        using var response = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static int Restarts(ResourceEvent change) =>
        change.Snapshot.Properties.FirstOrDefault(p => p.Name == "restarts")?.Value as int? ?? 0;

    private async Task KillAsync(string resource)
    {
        Assert.True(system.App.ResourceNotifications.TryGetCurrentState(resource, out var state));
        var pid = Assert.IsType<int>(state.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value);
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
