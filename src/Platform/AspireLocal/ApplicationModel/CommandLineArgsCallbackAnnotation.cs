namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds command-line arguments of a resource's process.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
