using System.Collections.Concurrent;
using System.IO.Compression;
using AppHost.Tests.Telemetry.Otlp;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AppHost.Tests.Telemetry;

/// <summary>Receives traces over OTLP/HTTP and keeps them in memory.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", receiver.ReceiveAsync);
        receiver._app.MapPost("/v1/{signal}", () => Results.Ok());
        await receiver._app.StartAsync();
        return receiver;
    }

    public void Add(ReceivedSpan span) => _spans.Enqueue(span);

    public List<ReceivedSpan> SpansOf(string traceId) => [.. _spans.Where(s => s.TraceId == traceId)];

    /// <summary>Waits until the trace has what is asked for; after 30 s the caller sees what there is.</summary>
    public async Task<List<ReceivedSpan>> WaitForAsync(string traceId, Func<List<ReceivedSpan>, bool> isWhole, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 300 && !isWhole(SpansOf(traceId)); attempt++)
        {
            await Task.Delay(100, cancellationToken);
        }

        return SpansOf(traceId);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await (context.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
            : context.Request.Body).CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        foreach (var resource in ExportTraceServiceRequest.Parser.ParseFrom(body).ResourceSpans)
        {
            var service = Text(resource.Resource.Attributes.FirstOrDefault(a => a.Key == "service.name")?.Value);
            foreach (var scope in resource.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    Add(Received(service, scope.Scope.Name, span));
                }
            }
        }
    }

    private static ReceivedSpan Received(string service, string scope, Span span) => new(
        Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), service, scope, span.Kind.ToString(), span.Name,
        span.Attributes.ToDictionary(a => a.Key, a => Text(a.Value)));

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue.ToString(),
        _ => "",
    };
}
