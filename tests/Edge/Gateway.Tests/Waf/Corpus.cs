using System.Reflection;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Waf;

/// <summary>Inputs from files: a line an input, with line breaks written as their Unicode pictures (␍ and ␊).</summary>
internal static partial class Corpus
{
    /// <summary>A line <c># family</c> names the family of those that follow.</summary>
    public static IEnumerable<(string Family, string Input)> Attacks(string name)
    {
        var family = "";
        foreach (var line in Lines(name))
        {
            if (Family().Match(line) is { Success: true } match)
            {
                family = match.Groups[1].Value;
            }
            else
            {
                yield return (family, line);
            }
        }
    }

    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.txt")
            ?? throw new InvalidOperationException($"There is no corpus '{name}'.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Replace('␍', '\r').Replace('␊', '\n');
        }
    }

    [GeneratedRegex("^# ([a-z0-9]+)$")]
    private static partial Regex Family();
}
