using System.Diagnostics;
using Identity.Users;
using OpenIddict.Abstractions;

namespace Identity.Tokens;

/// <summary>Deletes what is of no use to anyone: codes and refresh tokens that are used up or expired, sign-ins that have no token, old attempts.</summary>
internal sealed partial class TokenPruning(IServiceScopeFactory scopes, SignInThrottle throttle, TimeProvider time, ILogger<TokenPruning> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>A used refresh token is kept for as long as its second use would tell of a theft.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            using var unrecorded = new Activity(nameof(TokenPruning)).Start();
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                NotPruned(logger, fault.Message);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = time.GetUtcNow() - KeepFor;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
        await throttle.PruneAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old tokens could not be deleted; trying again in an hour: {Reason}")]
    private static partial void NotPruned(ILogger logger, string reason);
}
