using System.Diagnostics;
using System.Text.Json;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ordering.Dependencies;
using Ordering.Http;
using Ordering.Idempotency;

namespace Ordering.Orders;

/// <summary>What can go wrong with an order, worded once.</summary>
internal static class OrderProblems
{
    public static ProblemHttpResult NotFound(Guid id) => TypedResults.Problem(
        type: ProblemTypes.NotFound,
        title: "No such order",
        detail: $"You have no order {id}.",
        statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult BadKey() => TypedResults.Problem(
        type: ProblemTypes.IdempotencyKey,
        title: "Idempotency-Key is missing or malformed",
        detail: "Send one Idempotency-Key header of 1 to 255 visible ASCII characters, for example a new UUID for each order you mean to " +
            "place, and the same one when you send that order again.",
        statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult KeyReused() => TypedResults.Problem(
        type: ProblemTypes.IdempotencyKeyReused,
        title: "The key belongs to another request",
        detail: "This Idempotency-Key came before with a different body. A new order needs a new key.",
        statusCode: StatusCodes.Status422UnprocessableEntity);

    public static RetryAfterResult InProgress() => Later(TypedResults.Problem(
        type: ProblemTypes.OrderInProgress,
        title: "The order is being placed",
        detail: "A request with this Idempotency-Key is still running. Send it again in a moment to get its answer.",
        statusCode: StatusCodes.Status409Conflict));

    public static ProblemHttpResult UnknownProducts(IEnumerable<Guid> products) => TypedResults.Problem(
        type: ProblemTypes.UnknownProduct,
        title: "No such product",
        detail: "The order names products that don't exist. Nothing was ordered.",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["products"] = products.ToArray() });

    public static ProblemHttpResult MixedCurrencies(IEnumerable<string> currencies) => TypedResults.Problem(
        type: ProblemTypes.MixedCurrencies,
        title: "More than one currency",
        detail: $"The products are priced in {string.Join(" and ", currencies.Order(StringComparer.Ordinal))}: order them separately.",
        statusCode: StatusCodes.Status422UnprocessableEntity);

    public static RetryAfterResult Unavailable(DependencyException fault) => Later(TypedResults.Problem(
        type: ProblemTypes.DependencyUnavailable,
        title: "The order could not be placed now",
        detail: $"{fault.Message} Nothing was ordered: send the same request with the same Idempotency-Key again.",
        statusCode: fault.TimedOut ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status503ServiceUnavailable));

    public static RetryAfterResult Overloaded() => Later(TypedResults.Problem(
        type: ProblemTypes.Overloaded,
        title: "Too many orders at once",
        detail: "More orders are waiting than can be placed. Send the same request with the same Idempotency-Key again.",
        statusCode: StatusCodes.Status503ServiceUnavailable));

    /// <summary>An answer rather than a result: it is final for its key and kept, down to the trace in which it was found.</summary>
    public static Answer OutOfStock(IReadOnlyList<StockShortage> shortages)
    {
        var problem = new ProblemDetails
        {
            Type = ProblemTypes.OutOfStock,
            Title = "Out of stock",
            Detail = "There is too little stock for this order, and nothing of it was ordered. Order less, under a new Idempotency-Key.",
            Status = StatusCodes.Status409Conflict,
            Extensions =
            {
                ["shortages"] = shortages.ToArray(),
                ["traceId"] = Activity.Current?.TraceId.ToHexString(),
            },
        };
        var body = JsonSerializer.Serialize(problem, OrderingJson.Default.ProblemDetails);
        return new Answer(StatusCodes.Status409Conflict, "application/problem+json", body, Location: null);
    }

    private static RetryAfterResult Later(ProblemHttpResult problem) => new(problem, TimeSpan.FromSeconds(1));
}
