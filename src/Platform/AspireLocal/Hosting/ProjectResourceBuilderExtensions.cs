using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Projects;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, options => Profile(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => Add(builder, name, new TProject(), configure);

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, options => Profile(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        Add(builder, name, new ProjectFile(Path.GetFullPath(projectPath, builder.AppHostDirectory)), configure);

    /// <summary>Runs several processes of the project behind its one address, which is balanced between them.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static void Profile(ProjectResourceOptions options, string? name)
    {
        options.LaunchProfileName = name;
        options.ExcludeLaunchProfile = name is null; // Aspire's meaning of an explicit null
    }

    private static IResourceBuilder<ProjectResource> Add(
        IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        var options = new ProjectResourceOptions();
        configure(options);
        var (profileName, profile) = LaunchProfileReader.Find(name, metadata, options);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        ProjectEnvironment.Add(project, profileName, profile);
        AddEndpoints(project, profile);
        return project;
    }

    private static void AddEndpoints(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        var urls = profile?.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            // A deployment picks the ports, and offers a web project under both schemes.
            foreach (var scheme in urls.Length == 0 ? Array.Empty<string>() : ["http", "https"])
            {
                project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, scheme));
            }

            return;
        }

        foreach (var byScheme in urls.Select(url => new Uri(url)).GroupBy(uri => uri.Scheme))
        {
            foreach (var (index, uri) in byScheme.Index())
            {
                var endpointName = index == 0 ? uri.Scheme : $"{uri.Scheme}{index + 1}";
                project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, uri.Scheme, name: endpointName, port: uri.Port == 0 ? null : uri.Port));
            }
        }
    }
}
