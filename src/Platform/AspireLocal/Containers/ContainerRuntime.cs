using System.Globalization;
using Aspire.Hosting;
using AspireLocal.Processes;

namespace AspireLocal.Containers;

/// <summary>Docker or Podman with an engine that answers: a client alone runs nothing.</summary>
internal sealed record ContainerRuntime(string FileName, string Version)
{
    private const string Variable = "ASPIRE_CONTAINER_RUNTIME"; // Aspire's own.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // These would steer the client itself when it passes them on from its own environment.
    private static readonly string[] ClientVariables = ["PATH", "HOME", "DOCKER_", "PODMAN_", "CONTAINER", "LD_", "XDG_", "http_proxy", "https_proxy", "no_proxy"];

    /// <summary>Null when there is none.</summary>
    public static async Task<ContainerRuntime?> FindAsync(CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
            ? await TryAsync(chosen, cancellationToken)
            : await TryAsync("docker", cancellationToken) ?? await TryAsync("podman", cancellationToken);

    /// <exception cref="DistributedApplicationException">There is none; the message names the resources that need one.</exception>
    public static async Task<ContainerRuntime> RequireAsync(IReadOnlyCollection<string> resourceNames, CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ?? throw new DistributedApplicationException(
            $"{(resourceNames.Count == 1 ? "Resource" : "Resources")} {string.Join(", ", resourceNames.Select(name => $"'{name}'"))} can only run as a container, and no container engine answers: {Seen()}. " +
            "Install and start Docker or Podman, or leave the resource out of AppHost on this machine (ExecutionContext.IsPublishMode tells when it is only described). Postgres and Redis need no container.");

    /// <summary>A process that lives as long as its container and passes SIGTERM on to it.</summary>
    public ProcessSpec Run(ContainerSpec container)
    {
        var passed = container.Environment.Where(variable => !SteersClient(variable.Key)).ToDictionary();
        return new ProcessSpec(container.ResourceName, FileName, [.. Arguments(container)], Environment.CurrentDirectory, passed);
    }

    /// <summary>Removes a container by force, for a run whose process was killed.</summary>
    public ProcessSpec Remove(string containerName) =>
        new(containerName, FileName, ["rm", "--force", "--volumes", containerName], Environment.CurrentDirectory, new Dictionary<string, string>());

    private static IEnumerable<string> Arguments(ContainerSpec container)
    {
        yield return "run";
        yield return "--rm";
        yield return "--name=" + container.ContainerName;
        foreach (var (hostPort, containerPort) in container.Ports)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--publish=127.0.0.1:{hostPort}:{containerPort}");
        }

        foreach (var (source, target, isReadOnly) in container.Mounts)
        {
            yield return $"--volume={source}:{target}{(isReadOnly ? ":ro" : "")}";
        }

        // By name only, so that no value shows in the list of processes.
        foreach (var (name, value) in container.Environment)
        {
            yield return SteersClient(name) ? $"--env={name}={value}" : $"--env={name}";
        }

        if (container.EntryPoint is { } entryPoint)
        {
            yield return "--entrypoint=" + entryPoint;
        }

        yield return container.Image;
        foreach (var argument in container.Arguments)
        {
            yield return argument;
        }
    }

    private static bool SteersClient(string variable) => ClientVariables.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static async Task<ContainerRuntime?> TryAsync(string client, CancellationToken cancellationToken)
    {
        if (Executable.Find(client) is not { } program)
        {
            return null;
        }

        // Podman has no server to ask; its "info" has to reach what runs containers.
        string[] question = Path.GetFileNameWithoutExtension(program) == "podman"
            ? ["info", "--format", "{{.Version.Version}}"]
            : ["version", "--format", "{{.Server.Version}}"];
        var spec = new ProcessSpec(client, program, question, Environment.CurrentDirectory, new Dictionary<string, string>());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await CommandResult.RunAsync(spec, patience.Token);
            return answer.Succeeded && answer.Output.Length > 0 ? new ContainerRuntime(program, answer.LastWords) : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // An engine that hangs runs nothing either.
        }
    }

    private static string Seen() =>
        (Executable.Find("docker"), Executable.Find("podman")) switch
        {
            (null, null) => "neither docker nor podman is on PATH",
            ({ }, null) => "there is a docker client, but its engine is not running or not reachable",
            (null, { }) => "there is podman, but it can't reach its machine",
            _ => "docker and podman are there, but neither engine is running or reachable",
        };
}
