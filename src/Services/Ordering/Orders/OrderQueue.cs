using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Ordering.Orders;

/// <summary>
/// A bulkhead in front of ordering: a burst waits at the door, where waiting is free, and not inside, where each one waiting holds a
/// connection, or runs down the deadline of a call that has not been looked at yet.
/// </summary>
internal static class OrderQueue
{
    public const string Policy = "orders";

    /// <summary>Orders in work at a time: enough to keep the cores busy while some wait for the network. More would wait for a core.</summary>
    private static readonly int AtWork = 2 * Environment.ProcessorCount;

    /// <summary>Orders waiting, first come first served. Past that, an honest no is worth more than a place at the end.</summary>
    private const int Waiting = 512;

    public static IServiceCollection AddOrderQueue(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddConcurrencyLimiter(Policy, queue =>
        {
            queue.PermitLimit = AtWork;
            queue.QueueLimit = Waiting;
            queue.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
        });
        limiter.OnRejected = RefuseAsync;
    });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken) =>
        await OrderProblems.Overloaded().ExecuteAsync(rejected.HttpContext);
}
