using System.Diagnostics;
using Gateway.Waf.Inspection;

namespace Gateway.Tests.Waf;

public sealed class InspectionCostTests
{
    private const int Length = 8 * 1024;

    /// <summary>Each is repeated up to the length that is tried: what makes parsers and patterns go back and try again.</summary>
    public static TheoryData<string> Hostile =>
    [
        "a", "'", "\"", "(", "/*", "/*!", "*/ /*", "../", "..;/", "${", "${${lower:", "}", "{{", "{a,", "<", "<a ", "<a on", "\"' on", "&#x3c", "%25", "%u003c", "%c0",
        "\\u003c", "-- ", "#", "' or ", "union select ", "1 or 1=", "javascript", "j a v a ", ";", "; ", "|id", "`", "$(", "\n", "\r\n", "x ", "the of ", "=;",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Inspect_FourTimesTheText_TakesAboutFourTimesAsLong(string part)
    {
        // Linear is 4, quadratic 16. The least of several runs is what the machine's other work has spoilt least.
        Measure(part, Length);
        var (small, large) = (Measure(part, Length), Measure(part, 4 * Length));

        Assert.True(large < 10 * small + TimeSpan.FromMilliseconds(20), $"{small.TotalMilliseconds} ms, then {large.TotalMilliseconds} ms");
    }

    [Fact]
    public void Inspect_CommonRequest_AllocatesNothing()
    {
        var context = Probe.Browser("/api/products?q=lamp&page=2");
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(Probe.Inspector.Inspect(context.Request));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Probe.Inspector.Inspect(context.Request);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static TimeSpan Measure(string part, int length)
    {
        var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        var values = new ValueInspector(Probe.Rules, int.MaxValue);
        var least = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            Findings? findings = null;
            var start = Stopwatch.GetTimestamp();
            values.Match(Target.Query, text, ref findings);
            least = TimeSpan.FromTicks(Math.Min(least.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        return least;
    }
}
