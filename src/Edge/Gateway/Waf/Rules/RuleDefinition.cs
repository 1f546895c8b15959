using Gateway.Waf.Inspection;

namespace Gateway.Waf.Rules;

/// <summary>A rule as its file has it.</summary>
/// <param name="Id">Six digits; the first three are those of the family's file in the core rule set.</param>
/// <param name="Score">5 critical, 4 error, 3 warning, 2 notice.</param>
/// <param name="Reason">What the pattern finds, and why that is no ordinary input.</param>
/// <param name="Targets">Where to look; everywhere when absent.</param>
/// <param name="Form">The form of the text that the pattern is written for.</param>
/// <param name="Hints">Texts of which the form must hold one before the pattern is tried; lower case. None: always tried.</param>
/// <param name="Pattern">A non-backtracking regular expression; null where code decides and only reports under this id.</param>
/// <param name="InProse">True when the match counts in a natural-language text too.</param>
/// <param name="Examples">What it must match.</param>
/// <param name="NearMisses">What looks alike and must not be matched.</param>
internal sealed record RuleDefinition(
    int Id, int Score, string Reason, Target[]? Targets, TextForm Form, string[]? Hints, string? Pattern, bool InProse, string[] Examples, string[] NearMisses);
