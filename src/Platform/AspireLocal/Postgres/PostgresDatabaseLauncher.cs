using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace AspireLocal.Postgres;

/// <summary>A database runs as soon as its server does, which creates it when it is missing.</summary>
internal sealed class PostgresDatabaseLauncher(PostgresDatabaseResource database, ResourceNotificationService notifications) : ILauncher
{
    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        await notifications.WaitUnboundedAsync(
            database.Parent, "healthy", ResourceNotificationService.IsHealthy, WaitBehavior.WaitOnResourceUnavailable, cancellationToken).ConfigureAwait(false);
        return new RunningInside();
    }
}
