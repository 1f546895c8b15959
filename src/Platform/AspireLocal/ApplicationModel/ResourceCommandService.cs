using AspireLocal.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs commands on resources: start, stop, restart, and those the AppHost added.</summary>
public class ResourceCommandService
{
    private readonly IServiceProvider _services;
    private readonly ApplicationEngine _engine;
    private readonly DistributedApplicationModel _model;

    internal ResourceCommandService(IServiceProvider services, ApplicationEngine engine, DistributedApplicationModel model)
    {
        _services = services;
        _engine = engine;
        _model = model;
    }

    /// <summary>Runs a command on every replica of a resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource.Name, commandName, cancellationToken);

    /// <summary>Runs a command on a resource by its name, or on one replica by its id.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        try
        {
            var instances = _engine.Find(resourceId);
            var resource = instances.Count > 0 ? instances[0].Resource : _model.Resources.FirstOrDefault(r => r.Name == resourceId);
            if (resource is null)
            {
                return CommandResults.Failure($"There is no resource '{resourceId}'.");
            }

            var own = resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => c.Name == commandName);
            return own is null
                ? await RunLifecycleCommandAsync(resourceId, instances, commandName, cancellationToken).ConfigureAwait(false)
                : await own.ExecuteCommand(new ExecuteCommandContext
                {
                    ServiceProvider = _services,
                    ResourceName = resourceId,
                    CancellationToken = cancellationToken,
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception problem) when (problem is DistributedApplicationException or HttpRequestException)
        {
            return CommandResults.Failure(problem);
        }
    }

    private static async Task<ExecuteCommandResult> RunLifecycleCommandAsync(
        string resourceId, IReadOnlyList<ResourceRunner> instances, string command, CancellationToken cancellationToken)
    {
        Func<ResourceRunner, Task>? run = command switch
        {
            KnownResourceCommands.StartCommand => instance => instance.StartAsync(cancellationToken),
            KnownResourceCommands.StopCommand => instance => instance.StopAsync(cancellationToken),
            KnownResourceCommands.RestartCommand => instance => instance.RestartAsync(cancellationToken),
            _ => null,
        };
        if (run is null || instances.Count == 0)
        {
            return CommandResults.Failure($"Resource '{resourceId}' has no command '{command}'.");
        }

        await Task.WhenAll(instances.Select(run)).ConfigureAwait(false);
        return CommandResults.Success();
    }
}
