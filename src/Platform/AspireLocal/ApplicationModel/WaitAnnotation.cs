namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource waits for another before it starts.</summary>
public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as completed.</summary>
    public int ExitCode { get; } = exitCode;

    public WaitBehavior? WaitBehavior { get; set; }
}
