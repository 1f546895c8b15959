using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ordering.Data;
using Ordering.Dependencies;

namespace Ordering.Orders;

/// <summary>
/// Walks the way of an order, without ordering, soon after the service serves. What runs for the first time is compiled first, a second of
/// CPU in all: here it is nobody's second, and no burst of first orders runs into its deadlines because of it.
/// </summary>
internal sealed partial class WarmUp(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<WarmUp> logger) : IHostedService
{
    /// <summary>Calls take turns over the replicas of a service: this many reach each of them.</summary>
    private const int Rounds = 3;

    /// <summary>For those that start along with it: a system that starts as a whole has no processor to spare until all of it serves.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _ = Task.Run(RunAsync, lifetime.ApplicationStopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync()
    {
        await Task.Delay(HeadStart, lifetime.ApplicationStopping);
        // Not recorded, here and in the services asked: it belongs to no request.
        using var unrecorded = new Activity(nameof(WarmUp)).Start();
        await using var scope = scopes.CreateAsyncScope();
        var orders = scope.ServiceProvider.GetRequiredService<OrderingContext>().Orders;
        var prices = scope.ServiceProvider.GetRequiredService<CatalogPrices>();
        var stock = scope.ServiceProvider.GetRequiredService<StockReservations>();
        var stopping = lifetime.ApplicationStopping;
        var nothing = Guid.CreateVersion7();
        await TryAsync(() => orders.AnyAsync(order => order.Id == nothing, stopping));
        for (var round = 0; round < Rounds; round++)
        {
            await TryAsync(() => prices.GetAsync([nothing], stopping));
            await TryAsync(() => stock.ReserveAsync(nothing, [new OrderLineRequest(nothing, 1)], stopping));
        }
    }

    /// <summary>The next step is worth trying whatever becomes of this one: a call that came too late has warmed its target all the same.</summary>
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (fault is DependencyException or OperationCanceledException or NpgsqlException)
        {
            StillCold(logger, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The first orders may be slow: {Reason}")]
    private static partial void StillCold(ILogger logger, string reason);
}
