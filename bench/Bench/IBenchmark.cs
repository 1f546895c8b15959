namespace Bench;

/// <summary>A benchmark that <c>bench/run</c> knows by name.</summary>
internal interface IBenchmark
{
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>The figure to reach, with its unit.</summary>
    string Goal { get; }

    Task<Figure> RunAsync(CancellationToken cancellationToken);
}
