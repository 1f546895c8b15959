using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Rules;

/// <summary>A comma-separated list of names, as in <c>Vary</c> and <c>Connection</c>.</summary>
internal static class FieldList
{
    public static string[] Split(StringValues lines) => lines.Count == 0
        ? []
        : string.Join(',', lines.ToArray()).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
