namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command that a user can run on the resource.</summary>
public sealed class ResourceCommandAnnotation(
    string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? options = null) : IResourceAnnotation
{
    public string Name { get; } = name;

    public string DisplayName { get; } = displayName;

    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    internal CommandOptions Options { get; } = options ?? new CommandOptions();
}
