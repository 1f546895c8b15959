using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Normalizing;

/// <summary>What a service behind the edge sees of what a client claims.</summary>
public sealed class RequestNormalizerTests
{
    [Fact]
    public async Task Claims_OfTheClient_DoNotPass()
    {
        var seen = await HeadersBehindAsync(
            ("Forwarded", "for=6.6.6.6;host=evil"), ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Host", "evil"), ("X-Real-IP", "6.6.6.6"),
            ("X-Original-URL", "/admin"), ("X-HTTP-Method-Override", "DELETE"), ("baggage", "user=admin"), ("True-Client-IP", "6.6.6.6"), ("Accept", "text/plain"));

        Assert.DoesNotContain(seen.Values, value => value.Contains("6.6.6.6", StringComparison.Ordinal) || value.Contains("evil", StringComparison.Ordinal));
        Assert.DoesNotContain("X-Original-URL", seen.Keys);
        Assert.DoesNotContain("X-HTTP-Method-Override", seen.Keys);
        Assert.DoesNotContain("baggage", seen.Keys);
        Assert.Equal("text/plain", seen["Accept"]);
    }

    [Fact]
    public async Task HeadersDeclaredForThisHop_DoNotPass_AndTheEdgesOwnStay()
    {
        var seen = await HeadersBehindAsync(
            ("Connection", "X-Internal, X-Forwarded-For, Cache-Control"), ("X-Internal", "1"), ("Keep-Alive", "timeout=5"), ("Cache-Control", "no-cache"));

        Assert.DoesNotContain("X-Internal", seen.Keys);
        Assert.DoesNotContain("Keep-Alive", seen.Keys);
        Assert.Contains("X-Forwarded-For", seen.Keys);
        Assert.Equal("no-cache", seen["Cache-Control"]);
    }

    [Theory]
    [InlineData("01", "")]
    [InlineData("00", "")]
    [InlineData("01", "http://127.0.0.1:9")]
    [InlineData("ff", "http://127.0.0.1:9")]
    public async Task TraceFlag_OfTheClient_DecidesNothing(string flag, string exporter)
    {
        const string Trace = "ffffffffffffffffffffffffffffffff"; // So high an id is in no sample of one in a thousand.
        var seen = await HeadersBehindAsync(
            [("traceparent", $"00-{Trace}-00f067aa0ba902b7-{flag}")],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", exporter), ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.001"));

        Assert.Matches($"^00-{Trace}-[0-9a-f]{{16}}-00$", seen["traceparent"]);
    }

    [Fact]
    public async Task TraceFlag_IsTheEdgesOwn_WhereItRecords()
    {
        var seen = await HeadersBehindAsync(
            [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_TRACES_SAMPLER", "always_on"));

        Assert.Matches("^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$", seen["traceparent"]);
    }

    private static Task<Dictionary<string, string>> HeadersBehindAsync(params (string Name, string Value)[] headers) => HeadersBehindAsync(headers, []);

    private static async Task<Dictionary<string, string>> HeadersBehindAsync((string Name, string Value)[] headers, params (string Name, string Value)[] settings)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await using var catalog = await Backend.StartAsync(app => app.MapGet("/api/products", (HttpContext context) =>
        {
            foreach (var (name, value) in context.Request.Headers)
            {
                seen[name] = value.ToString();
            }
        }));
        await using var gateway = await GatewayProcess.StartAsync([("services__catalog__http__0", catalog.Address), .. settings]);
        var request = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        // By hand: a client library would not send some of them. A second request ends the exchange.
        var answer = await RawConnection.ExchangeAsync(
            gateway.Cleartext,
            $"GET /api/products HTTP/1.1\r\nHost: edge\r\n{request}\r\nGET /alive HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        return seen;
    }
}
