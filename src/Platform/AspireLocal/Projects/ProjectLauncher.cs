using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using AspireLocal.Processes;

namespace AspireLocal.Projects;

/// <summary>Starts a project from what its build made, without asking MSBuild again.</summary>
internal sealed class ProjectLauncher(AppHostProject appHost, ValueResolver values, RunContext run) : ILauncher
{
    public async Task PrepareAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        _ = AssemblyOf(instance.Resource);
        await run.EnsureCertificateAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var environment = await values.EnvironmentOfAsync(instance, cancellationToken).ConfigureAwait(false);
        AddAddresses(instance, environment);
        AddCertificate(instance, environment, run.Certificate!);
        environment.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance.Id}");
        var args = await ValueResolver.ArgsOfAsync(instance, cancellationToken).ConfigureAwait(false);
        var spec = new ProcessSpec(instance.Id, DotNetHost.Path, ["exec", AssemblyOf(instance.Resource), .. args], FolderOf(instance.Resource), environment);
        return new RunningProcess(ChildProcess.Start(spec, instance.Log.Write, run.Record));
    }

    private static void AddAddresses(ResourceRunner instance, Dictionary<string, string> environment)
    {
        var served = instance.Endpoints.Where(e => e.UriScheme is "http" or "https" && e.TargetPortEnvironmentVariable is null).ToList();
        if (served.Count == 0)
        {
            return;
        }

        environment["ASPNETCORE_URLS"] = string.Join(';', served.Select(e => $"{e.UriScheme}://{e.TargetHost}:{instance.Ports[e.Name]}"));
        if (served.Find(e => e.UriScheme == "https") is { } https)
        {
            environment["ASPNETCORE_HTTPS_PORT"] = https.AllocatedEndpoint!.Port.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void AddCertificate(ResourceRunner instance, Dictionary<string, string> environment, Certificates.DevCertificate certificate)
    {
        var serves = instance.Endpoints.Any(e => e.UriScheme == "https");
        foreach (var (name, value) in certificate.TrustEnvironment.Concat(serves ? certificate.ServeEnvironment : new Dictionary<string, string>()))
        {
            environment.TryAdd(name, value);
        }
    }

    private static string PathOf(IResource resource) => resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;

    private static string FolderOf(IResource resource) => Path.GetDirectoryName(PathOf(resource))!;

    private string AssemblyOf(IResource resource)
    {
        var project = PathOf(resource);
        if (!File.Exists(project))
        {
            throw new DistributedApplicationException($"Resource '{resource.Name}' is project '{project}', and there is no such file.");
        }

        var assembly = appHost.OutputOf(project) ?? FindNewest(project);
        return assembly is not null && File.Exists(assembly)
            ? assembly
            : throw new DistributedApplicationException(
                $"Project '{project}' of resource '{resource.Name}' has not been built{(assembly is null ? "" : $": '{assembly}' is missing")}. " +
                $"Build it with `dotnet build {project}`, or reference it from the AppHost's project so that it is built along.");
    }

    // For projects added by path, which the AppHost's build knows nothing of.
    private static string? FindNewest(string project)
    {
        var bin = Path.Combine(Path.GetDirectoryName(project)!, "bin");
        var name = Path.GetFileNameWithoutExtension(project);
        return !Directory.Exists(bin)
            ? null
            : Directory.EnumerateFiles(bin, name + ".runtimeconfig.json", SearchOption.AllDirectories)
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .Select(config => Path.Combine(Path.GetDirectoryName(config)!, name + ".dll"))
                .FirstOrDefault();
    }
}
