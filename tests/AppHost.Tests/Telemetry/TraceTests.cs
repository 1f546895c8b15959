using AppHost.Tests.Systems;
using Contracts;

namespace AppHost.Tests.Telemetry;

/// <summary>What a request's trace looks like: who called whom.</summary>
public abstract class TraceTests(ReferenceSystem system)
{
    [Fact]
    public async Task PlaceOrder_OneTrace_FromTheClientToTheDatabases()
    {
        using var client = new ClientSpans(system.Telemetry);
        string traceId;
        using (var order = ClientSpans.Begin("place an order"))
        {
            traceId = order.TraceId.ToHexString();
            using var response = await system.Edge.OrderAsync(Guid.NewGuid().ToString(), SeedProducts.Id(300));
            Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
            Assert.Contains(traceId, response.Headers.GetValues("traceresponse").Single());
        }

        var spans = await system.Telemetry.WaitForAsync(traceId, IsWhole, TestContext.Current.CancellationToken);
        AssertNoOrphan(spans);
        Assert.Single(spans, s => s.IsRoot);
        AssertCalls(spans, "client", "gateway");
        AssertCalls(spans, "gateway", "ordering");
        AssertCalls(spans, "ordering", "catalog");
        AssertCalls(spans, "ordering", "inventory");
        AssertAsks(spans, "catalog", "redis");
        AssertAsks(spans, "inventory", "postgresql");
        AssertAsks(spans, "ordering", "postgresql");
    }

    private static bool IsWhole(List<ReceivedSpan> spans) =>
        spans.Any(s => s.Service == "client" && s.IsRoot)
        && new[] { "gateway", "ordering", "catalog", "inventory" }.All(service => spans.Any(s => s.Service == service && IsServer(s)))
        && spans.Any(s => s.Service == "catalog" && SystemOf(s) == "redis")
        && Orphans(spans).Count == 0;

    private static List<ReceivedSpan> Orphans(List<ReceivedSpan> spans)
    {
        var known = spans.Select(s => s.SpanId).ToHashSet();
        return [.. spans.Where(s => !s.IsRoot && !known.Contains(s.ParentId))];
    }

    private static void AssertNoOrphan(List<ReceivedSpan> spans) =>
        Assert.True(Orphans(spans).Count == 0, $"orphans: {string.Join("; ", Orphans(spans))}{Environment.NewLine}of {string.Join(Environment.NewLine, spans)}");

    // The callee's server span hangs below a client span of the caller.
    private static void AssertCalls(List<ReceivedSpan> spans, string caller, string callee)
    {
        var parents = spans.Where(s => s.Service == callee && IsServer(s)).Select(s => spans.Single(p => p.SpanId == s.ParentId)).ToList();
        Assert.True(parents.Exists(p => p.Service == caller), $"{caller} does not call {callee} in {string.Join(Environment.NewLine, spans)}");
    }

    private static void AssertAsks(List<ReceivedSpan> spans, string service, string system) =>
        Assert.True(
            spans.Exists(s => s.Service == service && SystemOf(s) == system && spans.Exists(p => p.SpanId == s.ParentId && p.Service == service)),
            $"{service} does not ask {system} in {string.Join(Environment.NewLine, spans)}");

    private static bool IsServer(ReceivedSpan span) => span.Kind is "Server";

    private static string SystemOf(ReceivedSpan span) =>
        span.Attributes.GetValueOrDefault("db.system.name") ?? span.Attributes.GetValueOrDefault("db.system") ?? "";
}
