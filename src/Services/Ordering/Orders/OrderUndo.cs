using Ordering.Dependencies;
using Ordering.Idempotency;

namespace Ordering.Orders;

/// <summary>Takes back what an order that came to nothing has done: its reservation, then its claim.</summary>
internal sealed partial class OrderUndo(Claims claims, StockReservations stock, TimeProvider time, ILogger<OrderUndo> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Undoes the work of a claim, if it is still this one's to undo. Never throws: what can't be undone now stays claimed, for the client
    /// that comes back (it goes on under the same order id) or for <see cref="AbandonedClaims"/>.
    /// </summary>
    /// <param name="mayHoldStock">False when no reservation can have been made under the order's id.</param>
    public async Task RunAsync(Claim claim, bool mayHoldStock)
    {
        // Not the request's token: that the client has left is one of the reasons to be here.
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            // The renewal is a fence: from here, nobody takes over and reserves anew under the id that is about to be released.
            if (!await claims.RenewAsync(claim, patience.Token))
            {
                return;
            }

            if (mayHoldStock)
            {
                await stock.ReleaseAsync(claim.OrderId, patience.Token);
            }

            await claims.WithdrawAsync(claim, patience.Token);
        }
        catch (Exception fault)
        {
            NotUndone(logger, claim.OrderId, fault);
            await ExpireAsync(claim);
        }
    }

    /// <summary>So that a client that comes back at once need not wait for the lease to end.</summary>
    private async Task ExpireAsync(Claim claim)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await claims.ExpireAsync(claim, patience.Token);
        }
        catch (Exception fault)
        {
            NotUndone(logger, claim.OrderId, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Order {OrderId} failed and could not be undone yet; it will be, unless its client comes back first.")]
    private static partial void NotUndone(ILogger logger, Guid orderId, Exception fault);
}
