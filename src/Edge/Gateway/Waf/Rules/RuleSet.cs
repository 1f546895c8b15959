using System.Text.Json;

namespace Gateway.Waf.Rules;

/// <summary>All rules, from the JSON files beside this one, which are part of the assembly.</summary>
internal sealed class RuleSet
{
    private readonly Dictionary<int, Rule> _byId;

    private RuleSet(List<Rule> rules)
    {
        All = [.. rules.OrderBy(rule => rule.Definition.Form)];
        _byId = rules.ToDictionary(rule => rule.Id);
    }

    /// <summary>Ordered by form, the cheapest first.</summary>
    public IReadOnlyList<Rule> All { get; }

    public Rule this[int id] => _byId[id];

    public static RuleSet Load()
    {
        var assembly = typeof(RuleSet).Assembly;
        var rules = new List<Rule>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".rules.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var file = JsonSerializer.Deserialize(stream, RuleJson.Default.RuleFile)!;
            rules.AddRange(file.Rules.Select(definition => new Rule(file.Family, definition)));
        }

        return new RuleSet(rules);
    }
}
