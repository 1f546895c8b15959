using System.Diagnostics;
using Microsoft.Extensions.Options;
using Ordering.Idempotency;

namespace Ordering.Orders;

/// <summary>Undoes the work of requests that died half-way and whose clients never came back, so that their stock is not lost for ever.</summary>
internal sealed partial class AbandonedClaims(
    Claims claims, IServiceScopeFactory scopes, IOptions<IdempotencyOptions> options, TimeProvider time, ILogger<AbandonedClaims> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Not recorded: a trace each time that finds nothing would bury those of requests.
            using var unrecorded = new Activity(nameof(AbandonedClaims)).Start();
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                SweepFailed(logger, fault);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var undo = scope.ServiceProvider.GetRequiredService<OrderUndo>();
        while (await claims.TakeAbandonedAsync(cancellationToken) is { } claim)
        {
            Abandoned(logger, claim.OrderId);
            await undo.RunAsync(claim, mayHoldStock: true);
        }

        await claims.ForgetOldAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} was left half-way and nobody came back for it: undoing it.")]
    private static partial void Abandoned(ILogger logger, Guid orderId);

    [LoggerMessage(LogLevel.Warning, "Abandoned orders could not be looked for; trying again at the next turn.")]
    private static partial void SweepFailed(ILogger logger, Exception fault);
}
