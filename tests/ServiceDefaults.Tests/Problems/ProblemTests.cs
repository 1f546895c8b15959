using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Tests.Problems;

public sealed class ProblemTests
{
    private sealed record Order(Guid ProductId, int Quantity);

    private static Task<TestService> StartAsync() => TestService.StartAsync("service", app =>
    {
        app.MapPost("/orders", (Order order) => order);
        app.MapGet("/page", (int page) => page);
        app.MapGet("/defect", string () => throw new InvalidOperationException("the password is hunter2"));
        app.MapGet("/busy", () => Results.StatusCode(503));
        app.MapGet("/limited", () => Results.Problem(statusCode: 429));
        app.MapGet("/gone", string () => throw new HttpRequestException("connection refused 10.0.0.1"));
    });

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        Assert.Contains(problem.GetProperty("traceId").GetString()!, Assert.Single(response.Headers.GetValues("traceresponse")), StringComparison.Ordinal);
        return problem;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    [Theory]
    [InlineData("order", "The request body is not the JSON that is expected (line 1, byte 1).")]
    [InlineData("""{"productId": """, "The request body has something else than expected at $.productId (line 1, byte 15).")]
    [InlineData("""{"productId": "x", "quantity": 1}""", "The request body has something else than expected at $.productId (line 1, byte 18).")]
    [InlineData("""{"quantity": "many"}""", "The request body has something else than expected at $.quantity (line 1, byte 20).")]
    [InlineData("", "The request needs a body.")]
    public async Task BadJson_Is400_AndSaysWhereButNotInWhatType(string body, string detail)
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PostAsync("/orders", Json(body));

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/page", "Required parameter \"page\" was not provided from query string.")]
    [InlineData("/page?page=x", "Failed to bind parameter \"page\" from \"x\".")]
    public async Task BadQuery_Is400_AndNamesTheParameter(string path, string detail)
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync(path);

        Assert.Equal(detail, (await ProblemAsync(response, HttpStatusCode.BadRequest)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task NotJson_Is415()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PostAsync("/orders", new StringContent("hello"));

        await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task UnknownPath_Is404_WhateverTheClientAccepts()
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await service.Client.SendAsync(request);

        Assert.Equal("Not Found", (await ProblemAsync(response, HttpStatusCode.NotFound)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Defect_Is500_AndTellsNothing()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/defect");

        await ProblemAsync(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("hunter2", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/busy", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/gone", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/limited", HttpStatusCode.TooManyRequests)]
    public async Task NotNow_SaysWhen(string path, HttpStatusCode status)
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync(path);

        await ProblemAsync(response, status);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("10.0.0.1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BodyOverTheLimit_Is413(bool chunked)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = Json(new string(' ', 2 * 1024 * 1024)) };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await service.Client.SendAsync(request);

        await ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Response_DoesNotNameItsServer()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/page?page=1");

        Assert.Empty(response.Headers.Server);
    }
}
