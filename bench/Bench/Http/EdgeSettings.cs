namespace Bench.Http;

/// <summary>A gateway that stands alone before one origin, with every stage that it has.</summary>
internal static class EdgeSettings
{
    public static Dictionary<string, string> ForOrigin(Uri origin) => new()
    {
        // Its own file routes to our services; a benchmark needs one route to one origin.
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ReverseProxy__Routes__bench__ClusterId"] = "bench",
        ["ReverseProxy__Routes__bench__Match__Path"] = "{**path}",
        ["ReverseProxy__Clusters__bench__LoadBalancingPolicy"] = "PowerOfTwoChoices",
        ["ReverseProxy__Clusters__bench__HealthCheck__Passive__Enabled"] = "true",
        ["ReverseProxy__Clusters__bench__Destinations__origin__Address"] = origin.AbsoluteUri,
        // Tracing as in production: an exporter, and one trace in a hundred that begins here.
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
        ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
        ["OTEL_TRACES_SAMPLER_ARG"] = "0.01",
    };
}
