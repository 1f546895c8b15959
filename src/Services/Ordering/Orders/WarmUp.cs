using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ordering.Data;
using Ordering.Dependencies;

namespace Ordering.Orders;

/// <summary>
/// Walks the way of an order once, without ordering, as soon as the service serves. What runs for the first time is compiled first, a second
/// of CPU in all: here it is nobody's second, and no burst of first orders runs into its deadlines because of it.
/// </summary>
internal sealed partial class WarmUp(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<WarmUp> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _ = Task.Run(RunAsync, lifetime.ApplicationStopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync()
    {
        // Not recorded, here and in the services asked: it belongs to no request.
        using var unrecorded = new Activity(nameof(WarmUp)).Start();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var nothing = Guid.CreateVersion7();
            await services.GetRequiredService<OrderingContext>().Orders.AnyAsync(order => order.Id == nothing, lifetime.ApplicationStopping);
            await services.GetRequiredService<CatalogPrices>().GetAsync([nothing], lifetime.ApplicationStopping);
            await services.GetRequiredService<StockReservations>().ReserveAsync(
                nothing, [new OrderLineRequest(nothing, 1)], lifetime.ApplicationStopping);
        }
        catch (Exception fault) when (fault is DependencyException or OperationCanceledException or Npgsql.NpgsqlException)
        {
            Cold(logger, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Not warmed up, the first order will be slow: {Reason}")]
    private static partial void Cold(ILogger logger, string reason);
}
