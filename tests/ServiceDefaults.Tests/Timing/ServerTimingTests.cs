using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Tests.Timing;

public sealed class ServerTimingTests
{
    [Fact]
    public async Task Response_NamesThisHopAndTheHopsBehindIt()
    {
        await using var back = await TestService.StartAsync("back", app => app.MapGet("/", () => "back"));
        await using var front = await TestService.StartAsync(
            "front",
            app => app.MapGet("/", async (IHttpClientFactory clients) =>
            {
                using var client = clients.CreateClient();
                // Two at once: both are this request's.
                await Task.WhenAll(client.GetStringAsync("http://back/"), client.GetStringAsync("http://back/"));
                return "front";
            }),
            new() { ["services:back:http:0"] = back.Address });

        using var response = await front.Client.GetAsync("/");

        var entries = ServerTimingHeader.Parse(Assert.Single(response.Headers.GetValues("Server-Timing"))).ToList();
        Assert.Equal(["front", "back"], entries.Select(entry => entry.Name));
        Assert.True(entries[0].Milliseconds > 0);
    }

    [Fact]
    public async Task Response_NamesItsTrace()
    {
        await using var service = await TestService.StartAsync("service", app => app.MapGet("/", () => "ok"));
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        using var response = await service.Client.SendAsync(request);

        Assert.Matches($"^00-{trace}-[0-9a-f]{{16}}-0[01]$", Assert.Single(response.Headers.GetValues("traceresponse")));
    }

    [Fact]
    public async Task ErrorResponse_HasTimingToo()
    {
        await using var service = await TestService.StartAsync("service", app => app.MapGet("/", () => Results.NotFound()));

        using var response = await service.Client.GetAsync("/");

        Assert.StartsWith("service;dur=", Assert.Single(response.Headers.GetValues("Server-Timing")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_HasNoTiming()
    {
        await using var service = await TestService.StartAsync("service", _ => { });

        using var response = await service.Client.GetAsync("/health");

        Assert.False(response.Headers.Contains("Server-Timing"));
    }
}
