using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost;

/// <summary>What several resources of this system need.</summary>
internal static class ResourceExtensions
{
    /// <summary>An endpoint for gRPC beside the one for HTTP/1.1: without TLS a port speaks either HTTP/1.1 or HTTP/2.</summary>
    public static IResourceBuilder<ProjectResource> WithGrpcEndpoint(this IResourceBuilder<ProjectResource> service) =>
        service.WithHttpEndpoint(name: "grpc", env: "GRPC_PORT").WithEndpoint("grpc", endpoint => endpoint.Transport = "http2");

    /// <summary>
    /// Starts on a fifth less CPU on this machine, by letting the just-in-time compiler write where it executes. A deployment keeps that guard.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithQuickStart(this IResourceBuilder<ProjectResource> service) =>
        service.ApplicationBuilder.ExecutionContext.IsRunMode ? service.WithEnvironment("DOTNET_EnableWriteXorExecute", "0") : service;

    /// <summary>A secret that is made once and kept with the AppHost's others.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32 }, secret: true, persist: true);

    /// <summary>Moves the edge to other ports where the configuration says so: <c>--Ports:https=8443 --Ports:http=8080</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithConfiguredPorts(this IResourceBuilder<ProjectResource> gateway)
    {
        foreach (var scheme in new[] { "https", "http" })
        {
            if (gateway.ApplicationBuilder.Configuration[$"Ports:{scheme}"] is { } port)
            {
                gateway.WithEndpoint(scheme, endpoint => endpoint.Port = int.Parse(port, CultureInfo.InvariantCulture), createIfNotExists: false);
            }
        }

        return gateway;
    }

    /// <summary>Keeps the data over runs, unless the configuration says <c>UseVolumes=false</c>, as tests do.</summary>
    public static IResourceBuilder<PostgresServerResource> WithKeptData(this IResourceBuilder<PostgresServerResource> postgres) =>
        string.Equals(postgres.ApplicationBuilder.Configuration["UseVolumes"], "false", StringComparison.OrdinalIgnoreCase)
            ? postgres
            : postgres.WithDataVolume();
}
