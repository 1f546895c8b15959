using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using AspireLocal.Containers;
using AspireLocal.Ports;
using AspireLocal.Projects;
using AspireLocal.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace AspireLocal.Engine;

/// <summary>Runs the app model over local processes.</summary>
internal sealed class ApplicationEngine(
    DistributedApplicationModel model, IDistributedApplicationEventing eventing, ResourceLogs logs, AppHostRun run, RunContext context, IServiceProvider services)
    : IAsyncDisposable
{
    private readonly TaskCompletionSource<DistributedApplicationException> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _once = new(1, 1);
    private volatile IReadOnlyList<ResourceRunner> _instances = []; // replaced, never changed: the terminal reads it meanwhile
    private PortLeases? _ports;
    private EndpointAllocation? _endpoints;
    private bool _stopped;

    /// <summary>Ends with the paragraph to tell when a resource can't be started.</summary>
    public Task<DistributedApplicationException> Failure => _failure.Task;

    /// <summary>Every instance of every resource that runs, in the order of the model.</summary>
    public IReadOnlyList<ResourceRunner> Instances => _instances;

    /// <summary>The instances of a resource, by its name, or the one of that id.</summary>
    public IReadOnlyList<ResourceRunner> Find(string nameOrId)
    {
        var byName = _instances.Where(i => string.Equals(i.Resource.Name, nameOrId, StringComparison.OrdinalIgnoreCase)).ToList();
        return byName.Count > 0 ? byName : [.. _instances.Where(i => string.Equals(i.Id, nameOrId, StringComparison.OrdinalIgnoreCase))];
    }

    /// <exception cref="DistributedApplicationException">Something is missing that the application needs; nothing has been started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await context.OpenAsync(cancellationToken).ConfigureAwait(false);
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        _ports = new PortLeases();
        _endpoints = new EndpointAllocation(_ports, randomPorts: run.IsTest);
        foreach (var resource in model.Resources)
        {
            AddInstances(resource);
        }

        await Task.WhenAll(_instances.Select(i => i.Launcher.PrepareAsync(i, cancellationToken))).ConfigureAwait(false);

        foreach (var instance in _instances.Where(i => !i.Resource.HasAnnotation<ExplicitStartupAnnotation>()))
        {
            await instance.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops every resource, the last of the model first, and gives each time to drain.</summary>
    public async Task StopAsync()
    {
        await _once.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            foreach (var replicas in _instances.GroupBy(i => i.Resource).Reverse())
            {
                await Task.WhenAll(replicas.Select(i => i.StopAsync(CancellationToken.None))).ConfigureAwait(false);
            }

            if (_endpoints is not null)
            {
                await _endpoints.DisposeAsync().ConfigureAwait(false);
            }

            _ports?.Dispose();
            context.Dispose();
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var instance in _instances)
        {
            instance.Dispose();
        }

        _once.Dispose();
    }

    private void AddInstances(IResource resource)
    {
        if (FindLauncher(resource) is not { } launcher)
        {
            return;
        }

        var replicas = resource.GetReplicaCount();
        var instances = Enumerable.Range(1, replicas).Select(n => replicas == 1 ? resource.Name : $"{resource.Name}-{n}")
            .Select(id => new ResourceRunner(resource, id, launcher, logs.Of(id), services))
            .ToList();
        _instances = [.. _instances, .. instances];
        foreach (var instance in instances)
        {
            instance.Failed += problem => _failure.TrySetResult(problem);
            instance.Publish(snapshot => snapshot with { State = KnownResourceStates.NotStarted });
        }

        if (resource is IResourceWithEndpoints reachable)
        {
            _endpoints!.Allocate(reachable, instances);
        }
    }

    private ILauncher? FindLauncher(IResource resource) => resource switch
    {
        _ when resource.TryGetLastAnnotation<LauncherAnnotation>(out var own) => own.Create(services),
        ProjectResource => services.GetRequiredService<ProjectLauncher>(),
        ExecutableResource => services.GetRequiredService<ExecutableLauncher>(),
        ContainerResource container => ActivatorUtilities.CreateInstance<ContainerLauncher>(services, container),
        _ => null, // parameters and connection strings have nothing to start
    };
}
