using System.Buffers;
using System.Text.RegularExpressions;
using Gateway.Waf.Inspection;

namespace Gateway.Waf.Rules;

/// <summary>One rule, ready to be asked.</summary>
internal sealed class Rule
{
    /// <summary>Non-backtracking: a match takes time in proportion to the text's length, whatever the text and the pattern.</summary>
    public const RegexOptions PatternOptions = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    private readonly SearchValues<string>? _hints;

    /// <summary>Built when a hint is found for the first time, so that a start costs nothing.</summary>
    private readonly Lazy<Regex>? _pattern;

    public Rule(string family, RuleDefinition definition)
    {
        (Family, Definition) = (family, definition);
        Target = definition.Targets is { Length: > 0 } targets ? targets.Aggregate(Target.None, (all, each) => all | each) : Target.All;
        _hints = definition.Hints is { Length: > 0 } hints ? SearchValues.Create(hints, StringComparison.Ordinal) : null;
        if (definition.Pattern is { } pattern)
        {
            _pattern = new(() => new Regex(pattern, PatternOptions));
        }
    }

    public RuleDefinition Definition { get; }

    public int Id => Definition.Id;

    public string Family { get; }

    public int Score => Definition.Score;

    public Target Target { get; }

    /// <param name="form">The text in the form that the definition asks for.</param>
    public bool Matches(ReadOnlySpan<char> form) =>
        _pattern is not null && (_hints is null || form.ContainsAny(_hints)) && _pattern.Value.IsMatch(form);
}
