using System.Globalization;

namespace Bench;

/// <summary>The least, the middle and the greatest of several measurements.</summary>
internal sealed record Spread(double Min, double Median, double Max)
{
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return new Spread(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }

    public string ToString(string unit) => string.Create(CultureInfo.InvariantCulture, $"{Min,7:0.00} {Median,7:0.00} {Max,7:0.00} {unit}");
}
