namespace Gateway.Waf.Inspection;

/// <summary>Tells a listing (code, a log, a configuration, of several lines) from an input that is meant to be run: that is one line.</summary>
internal static class Listing
{
    private const int LeastLength = 80;
    private const int LeastLines = 4;
    private const int LeastLineLength = 12;

    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("```") || text.Length < LeastLength)
        {
            return text.StartsWith("```") && text.Count('\n') >= 2;
        }

        var lines = 1 + text.Count('\n');
        return lines >= LeastLines && text.Length / lines >= LeastLineLength;
    }
}
