using Gateway.Waf.Decoding;
using Gateway.Waf.Sql;

namespace Gateway.Waf.Inspection;

/// <summary>The forms of one text, each made when a rule first asks for it.</summary>
internal sealed class TextForms
{
    private readonly string?[] _forms = new string?[Enum.GetValues<TextForm>().Length];

    public TextForms(string decoded)
    {
        // Prose is told by its capitals too, so before they are gone.
        IsProse = Prose.Is(decoded) || Listing.Is(decoded);
        _forms[(int)TextForm.Decoded] = decoded.ToLowerInvariant();
    }

    /// <summary>True for what people write for people: sentences, or lines of code.</summary>
    public bool IsProse { get; }

    public string this[TextForm form] => _forms[(int)form] ??= Make(form);

    private string Make(TextForm form) => form switch
    {
        TextForm.Folded => Folding.Fold(this[TextForm.Decoded]),
        TextForm.Compact => Folding.Compact(this[TextForm.Folded]),
        TextForm.Shell => ShellText.Of(this[TextForm.Folded]),
        TextForm.Lookups => LookupText.Of(this[TextForm.Folded]),
        TextForm.SqlText => SqlComments.Replace(this[TextForm.Folded], " "),
        TextForm.SqlTokens => SqlFingerprint.Of(this[TextForm.Folded]),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };
}
