using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AspireLocal.Engine;

/// <summary>What a resource waits for before it starts.</summary>
internal static class Dependencies
{
    public static Task WaitAsync(IResource resource, ResourceNotificationService notifications, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(resource, wait, notifications, cancellationToken)));

    /// <summary>True for a job that others wait for the end of: it is not restarted.</summary>
    public static bool IsAwaitedToComplete(IResource resource, IServiceProvider services) =>
        services.GetRequiredService<DistributedApplicationModel>().Resources
            .SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
            .Any(w => w.WaitType is WaitType.WaitForCompletion && w.Resource == resource);

    private static async Task WaitAsync(
        IResource resource, WaitAnnotation wait, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        var behavior = wait.WaitBehavior ?? WaitBehavior.WaitOnResourceUnavailable;
        switch (wait.WaitType)
        {
            case WaitType.WaitUntilHealthy:
                await notifications.WaitUnboundedAsync(wait.Resource, "healthy", ResourceNotificationService.IsHealthy, behavior, cancellationToken).ConfigureAwait(false);
                break;
            case WaitType.WaitUntilStarted:
                await notifications.WaitUnboundedAsync(wait.Resource, "running", HasStarted, behavior, cancellationToken).ConfigureAwait(false);
                break;
            default:
                var end = await notifications.WaitUnboundedAsync(wait.Resource, "finished", HasEnded, WaitBehavior.WaitOnResourceUnavailable, cancellationToken).ConfigureAwait(false);
                if (end.Snapshot.ExitCode != wait.ExitCode)
                {
                    throw new DistributedApplicationException(
                        $"Resource '{resource.Name}' waits for '{name}' to end with exit code {wait.ExitCode}; it ended with {end.Snapshot.ExitCode?.ToString() ?? "none, since it did not start"}.");
                }

                break;
        }
    }

    private static bool HasStarted(ResourceEvent change) => change.Snapshot.State?.Text == KnownResourceStates.Running || HasEnded(change);

    private static bool HasEnded(ResourceEvent change) =>
        change.Snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state);
}
