using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace Aspire.Hosting;

/// <summary>Adds commands to resources.</summary>
public static class CommandBuilderExtensions
{
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource => builder.WithAnnotation(new ResourceCommandAnnotation(name, displayName, executeCommand, commandOptions));

    /// <summary>Adds a command that sends a request to the resource, POST unless the options say otherwise; any 2xx is success.</summary>
    public static IResourceBuilder<T> WithHttpCommand<T>(
        this IResourceBuilder<T> builder,
        string path,
        string displayName,
        string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where T : IResourceWithEndpoints
    {
        var options = commandOptions ?? new HttpCommandOptions();
        var command = new HttpCommand(builder.Resource, endpointName, path, options);
        var name = commandName ?? $"{endpointName ?? "http"}-{(options.Method ?? HttpMethod.Post).Method.ToLowerInvariant()}-{path}";
        return builder.WithCommand(name, displayName, command.ExecuteAsync, options);
    }
}
