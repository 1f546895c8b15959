using Gateway.Waf.Rules;

namespace Gateway.Waf.Inspection;

/// <summary>The rules that a request has matched so far. A rule scores once a request, however often it matches.</summary>
internal sealed class Findings
{
    private readonly List<Rule> _rules = [];

    public int Score { get; private set; }

    public IReadOnlyList<Rule> Rules => _rules;

    public int[] Ids => [.. _rules.Select(rule => rule.Id)];

    public static void Add(ref Findings? findings, Rule rule)
    {
        findings ??= new Findings();
        if (!findings._rules.Contains(rule))
        {
            findings._rules.Add(rule);
            findings.Score += rule.Score;
        }
    }
}
