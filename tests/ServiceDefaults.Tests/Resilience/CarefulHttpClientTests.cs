using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Resilience;

public sealed class CarefulHttpClientTests
{
    [Theory]
    [InlineData("GET", 3)]
    [InlineData("POST", 1)]
    [InlineData("PUT", 1)]
    [InlineData("DELETE", 1)]
    public async Task Unavailable_OnlyASafeMethodIsSentAgain(string method, int expected)
    {
        var calls = 0;
        await using var back = await TestService.StartAsync("back", app => app.Map("/", () =>
        {
            Interlocked.Increment(ref calls);
            return Results.StatusCode(502);
        }));
        await using var front = await TestService.StartAsync("front", _ => { }, new() { ["services:back:http:0"] = back.Address });
        using var client = front.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://back/");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(expected, calls);
    }
}
