using Aspire.Hosting.ApplicationModel;
using AspireLocal.Processes;

namespace AspireLocal.Engine;

/// <summary>Starts a program of this machine.</summary>
internal sealed class ExecutableLauncher(ValueResolver values, RunContext run) : ILauncher
{
    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)instance.Resource;
        var environment = await values.EnvironmentOfAsync(instance, cancellationToken).ConfigureAwait(false);
        var args = await ValueResolver.ArgsOfAsync(instance, cancellationToken).ConfigureAwait(false);
        var spec = new ProcessSpec(instance.Id, executable.Command, args, executable.WorkingDirectory, environment);
        return new RunningProcess(ChildProcess.Start(spec, instance.Log.Write, run.Record));
    }
}
