namespace Gateway.Waf.Decoding;

/// <summary>
/// Characters that some step behind the edge (a best-fit code page, a compatibility normalisation) may turn into ASCII ones with a meaning.
/// Unicode's NFKC is not at hand in invariant globalization, and would not cover the best-fit ones.
/// </summary>
internal static class LookAlikes
{
    /// <summary>Says that the character is to be left out.</summary>
    public const char Nothing = '\0';

    public static char Fold(char c) => c switch
    {
        < '\u0080' => c,
        // Full-width forms.
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        // Digits in circles.
        >= '\u2460' and <= '\u2468' => (char)('1' + (c - '\u2460')),
        '\u24EA' => '0',
        '\u02B9' or '\u02BC' or '\u02C8' or '\u2018' or '\u2019' or '\u2032' => '\'',
        '\u02BA' or '\u201C' or '\u201D' or '\u2033' => '"',
        // Their low seven bits are the brackets and the quote: servers that read US-ASCII drop the eighth.
        '\u00BC' => '<',
        '\u00BE' => '>',
        '\u00A2' => '"',
        '\u2039' or '\u2329' or '\u27E8' or '\u3008' or '\uFE64' => '<',
        '\u203A' or '\u232A' or '\u27E9' or '\u3009' or '\uFE65' => '>',
        '\u2044' or '\u2215' => '/',
        '\u2216' or '\uFE68' => '\\',
        '\u2024' or '\u3002' => '.',
        '\u0131' => 'i',
        '\u017F' => 's',
        '\u212A' => 'k',
        '\u00A0' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or (>= '\u2000' and <= '\u200A') => ' ',
        // What ends in 0A and 0D: cut to one byte, it is a line break.
        '\u560A' => '\n',
        '\u560D' => '\r',
        '\u00AD' or '\u180E' or '\u2060' or '\uFEFF' or (>= '\u200B' and <= '\u200D') => Nothing,
        _ => c,
    };
}
