using System.Globalization;

namespace Gateway.Tests.Waf;

public sealed class CorpusTests
{
    /// <summary>At least this part of the attacks must be blocked.</summary>
    private const double Goal = 0.85;

    // The rules were written with the first half open. The second was written at the same time and not looked at since.
    [Theory]
    [InlineData("attacks-tuning")]
    [InlineData("attacks-held-out")]
    public async Task Attacks_AreBlocked(string corpus)
    {
        var (blocked, missed) = (0, new List<string>());
        foreach (var (family, input) in Corpus.Attacks(corpus))
        {
            foreach (var place in family == "scanner" ? ["agent"] : Probe.Places)
            {
                if ((await Probe.InspectAsync(place, input))?.Score >= Probe.Threshold)
                {
                    blocked++;
                }
                else
                {
                    missed.Add($"{family} as {place}: {input}");
                }
            }
        }

        var part = (double)blocked / (blocked + missed.Count);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{corpus}: {part:P1} of {blocked + missed.Count} blocked"));
        Assert.True(part >= Goal, $"Only {part:P1} blocked. Missed:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public async Task OrdinaryRequests_AreNotBlocked()
    {
        var (count, blocked) = (0, new List<string>());
        foreach (var input in Corpus.Lines("ordinary"))
        {
            foreach (var place in Probe.Places)
            {
                count++;
                if (await Probe.InspectAsync(place, input) is { Score: >= Probe.Threshold } findings)
                {
                    blocked.Add($"{string.Join(", ", findings.Ids)} in {place}: {input}");
                }
            }
        }

        Assert.Empty(blocked);
        Assert.True(count >= 1000, $"The corpus has shrunk to {count} requests.");
    }
}
