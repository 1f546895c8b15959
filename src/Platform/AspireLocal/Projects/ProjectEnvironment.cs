using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace AspireLocal.Projects;

/// <summary>The environment every project gets, before what the AppHost adds.</summary>
internal static class ProjectEnvironment
{
    public static void Add(IResourceBuilder<ProjectResource> project, string? profileName, LaunchProfile? profile)
    {
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            AddForDeployment(project);
            return;
        }

        project.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        project.WithEnvironment("OTEL_SERVICE_NAME", project.Resource.Name);
        AddTelemetry(project);
        if (profile is not null)
        {
            project.WithEnvironment(context => AddProfile(context.EnvironmentVariables, profileName!, profile));
        }
    }

    private static void AddForDeployment(IResourceBuilder<ProjectResource> project)
    {
        var resource = project.Resource;
        project.WithEnvironment(context =>
        {
            if (!resource.GetEndpoints().Any())
            {
                return;
            }

            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            if (resource.GetEndpoint("http") is { Exists: true } http)
            {
                context.EnvironmentVariables["HTTP_PORTS"] = http.Property(EndpointProperty.TargetPort);
            }
        });
    }

    private static void AddProfile(Dictionary<string, object> environment, string name, LaunchProfile profile)
    {
        environment.TryAdd("DOTNET_LAUNCH_PROFILE", name);
        foreach (var (key, value) in profile.EnvironmentVariables)
        {
            environment.TryAdd(key, Environment.ExpandEnvironmentVariables(value));
        }
    }

    // Only where something listens: telemetry to nowhere is retried, and costs.
    private static void AddTelemetry(IResourceBuilder<ProjectResource> project)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        if (string.IsNullOrEmpty(grpc ?? http))
        {
            return;
        }

        var isDevelopment = project.ApplicationBuilder.Environment.IsDevelopment();
        project.WithEnvironment(context =>
        {
            var environment = context.EnvironmentVariables;
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = (grpc ?? http)!;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is null ? "http/protobuf" : "grpc";
            if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
            {
                environment["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            }

            if (isDevelopment)
            {
                AddDevelopmentSampling(environment);
            }
        });
    }

    private static void AddDevelopmentSampling(Dictionary<string, object> environment)
    {
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        environment["OTEL_TRACES_SAMPLER"] = "always_on";
        environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }
}
