using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ServiceDefaults.Tests.Telemetry;

public sealed class GrpcTraceTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(message => message, message => message);

    private static readonly Method<byte[], byte[]> Get = new(MethodType.Unary, "test.Back", "Get", Bytes, Bytes);

    [Fact]
    public async Task Call_IsOneClientSpan_TheParentOfTheServers_AndItsTimeIsCollected()
    {
        using var spans = new SpanRecorder();
        await using var back = await StartBackAsync();
        await using var front = await TestService.StartAsync(
            "front",
            app => app.MapGet("/", async (IHttpClientFactory clients) =>
            {
                using var channel = GrpcChannel.ForAddress("http://_grpc.back", new() { HttpClient = clients.CreateClient() });
                using var call = channel.CreateCallInvoker().AsyncUnaryCall(Get, null, default, []);
                await call.ResponseAsync;
            }),
            SpanRecorder.Settings(("services:back:grpc:0", back.Address)),
            spans.Record);

        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        using var response = await front.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();

        var call = await spans.WaitForAsync(span => span.DisplayName == "test.Back/Get");
        Assert.Equal(ActivityKind.Client, call.Kind);
        var server = await spans.WaitForAsync(span => span.ParentSpanId == call.SpanId && span.Kind == ActivityKind.Server);
        Assert.Equal("POST /test.Back/Get", server.DisplayName);
        Assert.DoesNotContain(spans.Of(call.TraceId), span => span.DisplayName == "POST");
        Assert.Contains("back;dur=", response.Headers.GetValues("Server-Timing").Single(), StringComparison.Ordinal);
    }

    private static Task<TestService> StartBackAsync() => TestService.StartAsync(
        "back",
        app => app.MapPost("/test.Back/Get", async (HttpContext context) =>
        {
            context.Response.ContentType = "application/grpc";
            // One message of no bytes: a flag and a length.
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }),
        SpanRecorder.Settings(),
        builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)));
}
