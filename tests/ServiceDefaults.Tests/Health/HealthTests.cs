using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private static Task<TestService> StartAsync(HealthCheckResult result) => TestService.StartAsync(
        "service",
        _ => { },
        configure: builder => builder.Services.AddHealthChecks().AddCheck("store", () => result));

    [Fact]
    public async Task Health_AsksEveryCheck()
    {
        await using var service = await StartAsync(HealthCheckResult.Unhealthy("10.0.0.1 refused"));

        using var response = await service.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(
            """{"status":"Unhealthy","checks":{"self":"Healthy","store":"Unhealthy"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Degraded_StaysInRotation()
    {
        await using var service = await StartAsync(HealthCheckResult.Degraded());

        using var response = await service.Client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Alive_AsksOnlyThisProcess()
    {
        await using var service = await StartAsync(HealthCheckResult.Unhealthy());

        using var response = await service.Client.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
