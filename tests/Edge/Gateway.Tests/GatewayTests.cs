using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Tests;

public sealed class GatewayTests
{
    private const string Catalog0 = "services__catalog__http__0";

    [Fact]
    public async Task Products_ReachEveryReplica()
    {
        await using var one = await Backend.StartAsync(app => app.MapGet("/api/products", () => "one"));
        await using var two = await Backend.StartAsync(app => app.MapGet("/api/products", () => "two"));
        await using var three = await Backend.StartAsync(app => app.MapGet("/api/products", () => "three"));
        await using var gateway = await GatewayProcess.StartAsync(
            (Catalog0, one.Address), ("services__catalog__http__1", two.Address), ("services__catalog__http__2", three.Address));

        var answers = new HashSet<string>();
        for (var i = 0; i < 100 && answers.Count < 3; i++)
        {
            answers.Add(await gateway.Client.GetStringAsync("/api/products"));
        }

        Assert.Equal(3, answers.Count);
    }

    [Fact]
    public async Task Trace_GoesThrough_AndTheAnswerNamesBothHops()
    {
        await using var catalog = await Backend.StartAsync(app => app.MapGet("/api/products/{id}", (HttpContext context) =>
        {
            context.Response.Headers.Append("Server-Timing", "catalog;dur=5, postgres;desc=\"catalog\";dur=2");
            context.Response.Headers.Append("traceresponse", "00-11111111111111111111111111111111-2222222222222222-01");
            return context.Request.Headers.TraceParent.ToString();
        }));
        await using var gateway = await GatewayProcess.StartAsync((Catalog0, catalog.Address));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/products/1");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        using var response = await gateway.Client.SendAsync(request);

        var parent = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("00f067aa0ba902b7", parent, StringComparison.Ordinal);
        Assert.Matches(
            "^gateway;dur=[0-9.]+, catalog;dur=5, postgres;desc=\"catalog\";dur=2$", Assert.Single(response.Headers.GetValues("Server-Timing")));
        Assert.StartsWith(
            "00-4bf92f3577b34da6a3ce929d0e0e4736-", Assert.Single(response.Headers.GetValues("traceresponse")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardedHeaders_OfTheClient_AreNotBelieved()
    {
        await using var catalog = await Backend.StartAsync(app => app.MapGet("/api/products", (HttpContext context) =>
            $"{context.Request.Headers["X-Forwarded-For"]} {context.Request.Headers["X-Forwarded-Proto"]}"));
        await using var gateway = await GatewayProcess.StartAsync((Catalog0, catalog.Address));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/products");
        request.Headers.Add("X-Forwarded-For", "6.6.6.6");
        request.Headers.Add("X-Forwarded-Proto", "gopher");

        using var response = await gateway.Client.SendAsync(request);

        Assert.Matches("^(::1|(::ffff:)?127\\.0\\.0\\.1) https$", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task UnknownPath_Is404()
    {
        await using var gateway = await GatewayProcess.StartAsync();

        await AssertProblemAsync(await gateway.Client.GetAsync("/nowhere"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task BackendGone_Is502_AndTheGatewayStaysHealthy()
    {
        await using var gateway = await GatewayProcess.StartAsync((Catalog0, "http://127.0.0.1:1"));

        await AssertProblemAsync(await gateway.Client.GetAsync("/api/products"), HttpStatusCode.BadGateway);

        using var health = await gateway.Client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task NoReplica_Is503WithRetryAfter()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            ("ReverseProxy__Routes__empty__ClusterId", "empty"),
            ("ReverseProxy__Routes__empty__Match__Path", "/empty"),
            ("ReverseProxy__Clusters__empty__LoadBalancingPolicy", "PowerOfTwoChoices"));

        using var response = await gateway.Client.GetAsync("/empty");

        Assert.NotNull(response.Headers.RetryAfter);
        await AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task SlowBackend_Is504AtTheEdgesTotalTimeout()
    {
        await using var catalog = await Backend.StartAsync(app => app.MapGet(
            "/api/products", (CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation)));
        await using var gateway = await GatewayProcess.StartAsync(
            (Catalog0, catalog.Address), ("ReverseProxy__Routes__products__Timeout", "00:00:00.2"));

        await AssertProblemAsync(await gateway.Client.GetAsync("/api/products"), HttpStatusCode.GatewayTimeout);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task BodyOverTheLimit_Is413(bool chunked, bool http2)
    {
        await using var ordering = await Backend.StartAsync(app => app.MapPost("/api/orders", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return "read";
        }));
        await using var gateway = await GatewayProcess.StartAsync(
            ("services__ordering__http__0", ordering.Address), OpenRoutes.OrderWrites);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = new ByteArrayContent(new byte[2 * 1024 * 1024]),
            Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        };
        if (chunked)
        {
            request.Content = new StreamContent(new ChunkedZeros(2 * 1024 * 1024));
        }

        await AssertProblemAsync(await gateway.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Grpc_GoesOverHttp2BothWays_AndAStreamIsNotCut()
    {
        await using var inventory = await Backend.StartAsync(
            app => app.MapPost("/shop.inventory.v1.Inventory/{method}", async (HttpContext context) =>
            {
                context.Response.ContentType = "application/grpc";
                await context.Response.Body.FlushAsync();
                // An echo: each byte comes back before the next is sent, which no buffering hop would let through.
                await context.Request.Body.CopyToAsync(context.Response.Body);
                context.Response.AppendTrailer("grpc-status", context.Request.Protocol == "HTTP/2" ? "0" : "2");
            }),
            HttpProtocols.Http2);
        await using var gateway = await GatewayProcess.StartAsync(
            ("services__inventory__grpc__0", inventory.Address), OpenRoutes.Inventory);
        using var content = new DuplexContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/shop.inventory.v1.Inventory/Watch")
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        var sending = gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // YARP sends the headers with the first byte of the body, so the first message goes before they are here, as gRPC clients send it.
        await content.WriteAsync(0);
        using var response = await sending;
        await using var answer = await response.Content.ReadAsStreamAsync();
        for (byte i = 0; i < 5; i++)
        {
            if (i > 0)
            {
                await content.WriteAsync(i);
            }

            var echo = new byte[1];
            await answer.ReadExactlyAsync(echo);
            Assert.Equal(i, echo[0]);
        }

        content.Complete();
        Assert.Equal(0, await answer.ReadAsync(new byte[1]));
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
            Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        }
    }
}
