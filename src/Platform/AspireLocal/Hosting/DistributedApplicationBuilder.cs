using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using AspireLocal.Engine;
using AspireLocal.Projects;
using AspireLocal.Publishing;
using AspireLocal.State;
using AspireLocal.Terminal;
using AspireLocal.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly AppHostProject _project;
    private readonly AppHostRun _run;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        UnhandledProblems.TellPlainly();
        var interception = EntryPointInterception.Current;
        AppHostAssembly = interception?.Assembly ?? AppHostProject.FindAssembly(options.AssemblyName);
        _project = AppHostProject.Of(AppHostAssembly);
        var isTest = options.IsTest || interception is not null;
        string[] args = [.. options.Args ?? [], .. interception?.Args ?? []];
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = AppHostAssembly?.GetName().Name,
            ContentRootPath = Directory.Exists(_project.Directory) ? _project.Directory : null,
            EnvironmentName = isTest ? Environments.Development : null,
        });
        _run = AppHostRun.From(_host.Configuration, isTest);
        ExecutionContext = new DistributedApplicationExecutionContext(_run.Operation);
        AddServices();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory => _project.Directory;

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } earlier)
        {
            throw new DistributedApplicationException(
                $"Cannot add {resource.GetType().Name} '{resource.Name}': {earlier.GetType().Name} '{earlier.Name}' has that name already (upper and lower case don't differ).");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new DistributedApplicationResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        EntryPointInterception.Current?.BeforeBuild(this);
        return new DistributedApplication(_host.Build());
    }

    private void AddServices()
    {
        Services.AddSingleton(_project);
        Services.AddSingleton(_run);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(services => new ResourceNotificationService(
            services.GetRequiredService<DistributedApplicationModel>(), services.GetRequiredService<ResourceLogs>()));
        Services.AddSingleton(services => new ResourceCommandService(
            services, services.GetRequiredService<ApplicationEngine>(), services.GetRequiredService<DistributedApplicationModel>()));
        Services.AddSingleton(_ => UserFolders.Open());
        Services.AddSingleton<IHostLifetime, NoLifetime>();
        Services.AddSingleton<RunContext>();
        Services.AddSingleton<ResourceLogs>();
        Services.AddSingleton<ValueResolver>();
        Services.AddSingleton<DevelopmentHttp>();
        Services.AddSingleton<HealthProbe>();
        Services.AddSingleton<ProjectLauncher>();
        Services.AddSingleton<ExecutableLauncher>();
        Services.AddSingleton<ApplicationEngine>();
        Services.AddSingleton<ManifestPublisher>();
        Services.AddSingleton<StartupView>();
        Services.AddHealthChecks();

        // The terminal belongs to the start-up view; the host and the health checks speak only of what is wrong.
        _host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        _host.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
