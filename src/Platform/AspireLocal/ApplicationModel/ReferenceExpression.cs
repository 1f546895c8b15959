using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A string with holes: filled with values when the application runs, with expressions in the manifest.</summary>
public class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly IReadOnlyList<Hole> _holes;

    internal ReferenceExpression(string format, IReadOnlyList<Hole> holes)
    {
        Format = format;
        _holes = holes;
    }

    /// <summary>A composite format string with one numbered hole for each of <see cref="ValueProviders"/>.</summary>
    public string Format { get; }

    public IReadOnlyList<IValueProvider> ValueProviders => [.. _holes.Select(h => h.Value)];

    public string ValueExpression =>
        string.Format(CultureInfo.InvariantCulture, Format, [.. _holes.Select(h => h.Expression)]);

    IEnumerable<object> IValueWithReferences.References => _holes.Select(h => h.Value);

    internal IReadOnlyList<Hole> Holes => _holes;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var values = new object?[_holes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await _holes[i].Value.GetValueAsync(cancellationToken).ConfigureAwait(false);
            values[i] = _holes[i].UriEncoded && value is not null ? Uri.EscapeDataString(value) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>A hole; <paramref name="UriEncoded"/> is the format <c>:uri</c>.</summary>
    internal sealed record Hole(IValueProvider Value, string Expression, bool UriEncoded);

    /// <summary>Collects an interpolated string whose holes are strings or values known only at run time.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength + (formattedCount * 3));
        private readonly List<Hole> _holes = new(formattedCount);

        public readonly void AppendLiteral(string value) => _format.Append(Escape(value));

        public readonly void AppendFormatted(string? value) => _format.Append(Escape(value ?? ""));

        public readonly void AppendFormatted(string? value, string format) =>
            _format.Append(Escape(IsUri(format) ? Uri.EscapeDataString(value ?? "") : value ?? ""));

        public readonly void AppendFormatted<T>(T value)
            where T : IValueProvider, IManifestExpressionProvider => Add(value, value.ValueExpression, uriEncoded: false);

        public readonly void AppendFormatted<T>(T value, string format)
            where T : IValueProvider, IManifestExpressionProvider => Add(value, value.ValueExpression, IsUri(format));

        public readonly void AppendFormatted<T>(IResourceBuilder<T> builder)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(builder.Resource);

        internal readonly ReferenceExpression ToExpression() => new(_format.ToString(), _holes);

        private static string Escape(string literal) =>
            literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

        private static bool IsUri(string format) =>
            format == "uri" ? true : throw new FormatException($"'{format}' is no format of a reference expression; the only one is 'uri'.");

        private readonly void Add(IValueProvider value, string expression, bool uriEncoded)
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_holes.Count}}}");
            _holes.Add(new Hole(value, expression, uriEncoded));
        }
    }
}
