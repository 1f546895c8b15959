using System.Text.RegularExpressions;
using Gateway.Waf.Inspection;
using Gateway.Waf.Rules;

namespace Gateway.Tests.Waf;

public sealed class RuleTests
{
    public static TheoryData<int, string> Examples => Texts(rule => rule.Examples);

    public static TheoryData<int, string> NearMisses => Texts(rule => rule.NearMisses);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Matches_ItsExample_True(int id, string text) => Assert.True(Matches(id, text));

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void Matches_ItsNearMiss_False(int id, string text) => Assert.False(Matches(id, text));

    [Fact]
    public void EveryRule_SaysWhy_AndShowsBothSides()
    {
        foreach (var rule in Probe.Rules.All)
        {
            Assert.NotEmpty(rule.Definition.Reason);
            Assert.InRange(rule.Score, 2, 5);
            Assert.True(rule.Definition.Pattern is null || (rule.Definition.Examples.Length > 0 && rule.Definition.NearMisses.Length > 0), $"{rule.Id}");
        }
    }

    // What a .NET pattern can't be made slow by is that option; it refuses the constructs that need backtracking.
    [Fact]
    public void EveryPattern_IsNonBacktracking()
    {
        Assert.True(Rule.PatternOptions.HasFlag(RegexOptions.NonBacktracking));
        foreach (var rule in Probe.Rules.All.Where(rule => rule.Definition.Pattern is not null))
        {
            Assert.NotNull(new Regex(rule.Definition.Pattern!, Rule.PatternOptions));
        }
    }

    private static bool Matches(int id, string text) => Probe.Rules[id].Matches(new TextForms(text)[Probe.Rules[id].Definition.Form]);

    private static TheoryData<int, string> Texts(Func<RuleDefinition, string[]> choose)
    {
        var data = new TheoryData<int, string>();
        foreach (var rule in Probe.Rules.All.Where(rule => rule.Definition.Pattern is not null))
        {
            foreach (var text in choose(rule.Definition))
            {
                data.Add(rule.Id, text);
            }
        }

        return data;
    }
}
