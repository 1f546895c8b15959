using Gateway.Waf.Decoding;
using Gateway.Waf.Rules;

namespace Gateway.Waf.Inspection;

/// <summary>Holds one text of a request against the rules.</summary>
internal sealed class ValueInspector(RuleSet rules, int threshold)
{
    /// <summary>True when the score can't change the verdict any more: the rest of the request need not be looked at.</summary>
    public bool IsEnough(Findings? findings) => findings?.Score >= threshold;

    /// <summary>A part of a query or of a form: percent-encoded, with a plus for a space.</summary>
    public void InspectEncoded(Target target, ReadOnlySpan<char> raw, ref Findings? findings)
    {
        if (Calm.IsValue(raw))
        {
            return;
        }

        var decoded = PercentEncoding.Decode(raw, plus: target != Target.Path);
        if (!Calm.IsValue(decoded))
        {
            Match(target, decoded, ref findings);
        }
    }

    /// <summary>A text that is encoded in no way: from a body, or from a header.</summary>
    public void Inspect(Target target, ReadOnlySpan<char> text, ref Findings? findings)
    {
        if (!Calm.IsValue(text))
        {
            Match(target, text.ToString(), ref findings);
        }
    }

    /// <summary>A header's value. Their ordinary characters would alarm elsewhere, so they are told apart by a look of their own.</summary>
    public void InspectHeader(Target target, ReadOnlySpan<char> text, ref Findings? findings)
    {
        if (!Calm.IsHeader(text))
        {
            Match(target, text.ToString(), ref findings);
        }
    }

    /// <summary>Every rule, with no look first.</summary>
    public void Match(Target target, string decoded, ref Findings? findings)
    {
        var forms = new TextForms(decoded);
        foreach (var rule in rules.All)
        {
            if ((rule.Target & target) != 0 && (rule.Definition.InProse || !forms.IsProse || (target & Target.Prose) == 0) &&
                rule.Matches(forms[rule.Definition.Form]))
            {
                Findings.Add(ref findings, rule);
            }
        }
    }
}
