namespace Gateway.Waf.Rules;

/// <summary>The rules of one family.</summary>
internal sealed record RuleFile(string Family, RuleDefinition[] Rules);
