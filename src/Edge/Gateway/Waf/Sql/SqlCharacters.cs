using System.Buffers;

namespace Gateway.Waf.Sql;

internal static class SqlCharacters
{
    public static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    public static readonly SearchValues<char> Comparison = SearchValues.Create("=<>!:");
}
