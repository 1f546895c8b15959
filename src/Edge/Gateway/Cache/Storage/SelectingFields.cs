using System.Text;
using Gateway.Cache.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Storage;

/// <summary>The request headers that chose a response among its variants (<c>Vary</c>): RFC 9111, section 4.1.</summary>
internal sealed class SelectingFields
{
    public static readonly SelectingFields None = new([], [], []);

    /// <summary>Headers whose members mean the same in any order and any case.</summary>
    private static readonly HashSet<string> Unordered =
        new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language" };

    private readonly StringValues[] _raw;
    private readonly string[] _normal;

    private SelectingFields(string[] names, StringValues[] raw, string[] normal) => (Names, _raw, _normal) = (names, raw, normal);

    public string[] Names { get; }

    public static SelectingFields Of(IReadOnlyList<string> names, IHeaderDictionary request)
    {
        if (names.Count == 0)
        {
            return None;
        }

        var sorted = names.Select(name => name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToArray();
        var raw = Array.ConvertAll(sorted, name => request[name]);
        return new SelectingFields(sorted, raw, [.. sorted.Select((name, i) => Normalize(name, raw[i]))]);
    }

    public bool Matches(IHeaderDictionary request)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var value = request[Names[i]];
            // Most clients send the same text each time; only what differs is worth taking apart.
            if (value != _raw[i] && Normalize(Names[i], value) != _normal[i])
            {
                return false;
            }
        }

        return true;
    }

    public bool SameAs(SelectingFields other) => Names.SequenceEqual(other.Names) && _normal.SequenceEqual(other._normal);

    /// <summary>One text for all requests that get the same variant.</summary>
    public override string ToString() => string.Join('\n', _normal);

    private static string Normalize(string name, StringValues lines)
    {
        if (lines.Count == 0)
        {
            return "\0"; // Absent is not the same as empty.
        }

        var members = FieldList.Split(lines);
        if (!Unordered.Contains(name))
        {
            return string.Join(',', members);
        }

        var text = new StringBuilder();
        foreach (var member in members.Select(member => member.ToLowerInvariant()).Order(StringComparer.Ordinal))
        {
            text.Append(member.Replace(" ", "", StringComparison.Ordinal)).Append(',');
        }

        return text.ToString();
    }
}
