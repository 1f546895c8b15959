using System.Text.Json;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ordering.Data;
using Ordering.Dependencies;
using Ordering.Idempotency;
using ServiceDefaults;

namespace Ordering.Orders;

/// <summary>
/// Places an order once: claim the key, ask the prices, reserve the stock, then write the order and the key's answer in one transaction. A
/// step that fails undoes those before it; a process that dies leaves a claim that says what to undo.
/// </summary>
internal sealed class PlaceOrder(
    Claims claims, OrderUndo undo, CatalogPrices prices, StockReservations stock, OrderingContext database, TimeProvider time)
{
    public async Task<IResult> HandleAsync(IdempotencyKey key, OrderRequest request, CancellationToken cancellationToken)
    {
        var hash = RequestHash.Of(request, OrderingJson.Default.OrderRequest);
        return await claims.ClaimAsync(key, hash, cancellationToken) switch
        {
            ClaimOutcome.Claimed(var claim) => await WorkAsync(claim, [.. request.Lines!], cancellationToken),
            ClaimOutcome.Answered(var answer) => new AnswerResult(answer, replayed: true),
            ClaimOutcome.Running => OrderProblems.InProgress(),
            ClaimOutcome.OtherRequest => OrderProblems.KeyReused(),
            var outcome => throw new InvalidOperationException($"No answer for {outcome}."),
        };
    }

    private async Task<IResult> WorkAsync(Claim claim, OrderLineRequest[] lines, CancellationToken cancellationToken)
    {
        // An earlier attempt may have reserved, and died.
        var mayHoldStock = claim.Attempt > 1;
        try
        {
            var priced = await prices.GetAsync(lines.Select(line => line.ProductId!.Value), cancellationToken);
            if (Refusal(lines, priced) is { } refusal)
            {
                await undo.RunAsync(claim, mayHoldStock);
                return refusal;
            }

            mayHoldStock = true;
            var shortages = await stock.ReserveAsync(claim.OrderId, lines, cancellationToken);
            return shortages.Count > 0
                ? await AnswerAsync(claim, OrderProblems.OutOfStock(shortages))
                : await AcceptAsync(claim, lines, priced);
        }
        catch (Exception fault)
        {
            await undo.RunAsync(claim, mayHoldStock);
            if (fault is DependencyException away)
            {
                return OrderProblems.Unavailable(away);
            }

            if (fault is DbUpdateConcurrencyException)
            {
                return OrderProblems.InProgress(); // Another has taken over, and will answer.
            }

            throw;
        }
    }

    private static ProblemHttpResult? Refusal(OrderLineRequest[] lines, Dictionary<Guid, ProductPrice> priced)
    {
        var unknown = lines.Select(line => line.ProductId!.Value).Where(product => !priced.ContainsKey(product)).ToList();
        if (unknown.Count > 0)
        {
            return OrderProblems.UnknownProducts(unknown);
        }

        var currencies = priced.Values.Select(product => product.Price.Currency).Distinct().ToList();
        return currencies.Count > 1 ? OrderProblems.MixedCurrencies(currencies) : null;
    }

    private Task<IResult> AcceptAsync(Claim claim, OrderLineRequest[] lines, Dictionary<Guid, ProductPrice> priced)
    {
        var ordered = lines.Select((line, i) => OrderLine.Of(i + 1, line, priced));
        var order = Order.Of(claim.OrderId, claim.Key.Caller, ordered, time.GetPostgresNow());
        database.Add(order);
        var body = JsonSerializer.Serialize(OrderResponse.Of(order), OrderingJson.Default.OrderResponse);
        return AnswerAsync(claim, new Answer(StatusCodes.Status201Created, "application/json", body, $"/api/orders/{order.Id}"));
    }

    /// <summary>
    /// One transaction for the order and the answer: there is never one without the other. Not cancellable: finishing costs less than undoing,
    /// and a client that has gone will ask again.
    /// </summary>
    private async Task<IResult> AnswerAsync(Claim claim, Answer answer)
    {
        var record = claim.Record();
        database.Attach(record);
        record.Complete(answer);
        await database.SaveChangesAsync(CancellationToken.None);
        return new AnswerResult(answer, replayed: false);
    }
}
