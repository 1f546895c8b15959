using System.Globalization;
using OpenTelemetry.Trace;

namespace Gateway.Normalizing;

/// <summary>
/// Which traces are recorded: the edge decides, for every service behind it, by the trace's id. A client can name its trace, so that both sides find it,
/// but not have it recorded: it could have us record everything.
/// </summary>
internal static class EdgeSampling
{
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>
    /// The specification's variables: <c>always_on</c>, <c>always_off</c>, <c>traceidratio</c> with a share from 0 to 1 in <c>OTEL_TRACES_SAMPLER_ARG</c>, each
    /// also with <c>parentbased_</c>; unset is always on.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sampler or its share is none of these.</exception>
    public static Sampler Of(IConfiguration configuration)
    {
        var root = new TraceIdRatioBasedSampler(Share(configuration[Sampler], configuration[Argument]));
        return new ParentBasedSampler(root, remoteParentSampled: root, remoteParentNotSampled: root);
    }

    private static double Share(string? sampler, string? argument) => sampler?.Replace("parentbased_", "", StringComparison.Ordinal) switch
    {
        null or "" or "always_on" => 1,
        "always_off" => 0,
        "traceidratio" when string.IsNullOrEmpty(argument) => 1,
        "traceidratio" when double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 => share,
        _ => throw new InvalidOperationException(
            $"{Sampler} is '{sampler}' with {Argument} '{argument}'. It may be always_on, always_off or traceidratio with a share from 0 to 1."),
    };
}
