using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using AspireLocal.Processes;

namespace AspireLocal.Containers;

/// <summary>Starts a container where there is Docker or Podman.</summary>
internal sealed class ContainerLauncher(ContainerResource container, ValueResolver values, RunContext run) : ILauncher
{
    private ContainerRuntime? _runtime;

    public async Task PrepareAsync(ResourceRunner instance, CancellationToken cancellationToken) =>
        _runtime = await ContainerRuntime.RequireAsync([container.Name], cancellationToken).ConfigureAwait(false);

    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var image = container.Annotations.OfType<ContainerImageAnnotation>().Last().Reference;
        var ports = instance.Endpoints.Select(e => (instance.Ports[e.Name], e.TargetPort ?? e.Port ?? instance.Ports[e.Name])).ToList();
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(m => m.Source is not null)
            .Select(m => (m.Source!, m.Target, m.IsReadOnly)).ToList();
        var spec = new ContainerSpec(
            container.Name,
            $"{container.Name}-{run.Record.Id}",
            image,
            container.Entrypoint,
            await ValueResolver.ArgsOfAsync(instance, cancellationToken).ConfigureAwait(false),
            await values.EnvironmentOfAsync(instance, cancellationToken).ConfigureAwait(false),
            ports,
            mounts);
        run.Record.AddContainer(spec.ContainerName, _runtime!.FileName);
        return new RunningProcess(ChildProcess.Start(_runtime.Run(spec), instance.Log.Write, run.Record));
    }
}
