using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ordering.Data;
using Ordering.Idempotency;
using ServiceDefaults;

namespace Ordering.Orders;

internal static class OrderApi
{
    public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder endpoints)
    {
        var orders = endpoints.MapGroup("/api/orders");
        orders.MapPost("/", Place).RequireScope(Scopes.OrdersWrite).RequireRateLimiting(OrderQueue.Policy);
        orders.MapGet("/", GetPage).RequireScope(Scopes.OrdersRead);
        orders.MapGet("/{id:guid}", GetOne).RequireScope(Scopes.OrdersRead);
        return orders;
    }

    private static async Task<IResult> Place(
        OrderRequest request, HttpContext context, PlaceOrder place, CancellationToken cancellationToken)
    {
        if (IdempotencyKey.Read(context.Request, Caller.Id(context)) is not { } key)
        {
            return OrderProblems.BadKey();
        }

        return OrderRules.Check(request) is { Count: > 0 } errors
            ? TypedResults.ValidationProblem(errors, type: ProblemTypes.InvalidRequest)
            : await place.HandleAsync(key, request, cancellationToken);
    }

    /// <summary>Someone else's order is not found, rather than forbidden: that it exists is none of the caller's business.</summary>
    private static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> GetOne(
        Guid id, HttpContext context, OrderingContext database, CancellationToken cancellationToken)
    {
        var caller = Caller.Id(context);
        var order = await database.Orders.AsNoTracking()
            .SingleOrDefaultAsync(order => order.Id == id && order.Customer == caller, cancellationToken);
        return order is null ? OrderProblems.NotFound(id) : TypedResults.Ok(OrderResponse.Of(order));
    }

    private static async Task<Results<Ok<Page<OrderResponse>>, ValidationProblem>> GetPage(
        string? page, string? pageSize, HttpContext context, OrderingContext database, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var asked = PageRequest.Parse(page, pageSize, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors, type: ProblemTypes.InvalidRequest);
        }

        var caller = Caller.Id(context);
        var orders = database.Orders.AsNoTracking().Where(order => order.Customer == caller);
        var total = await orders.CountAsync(cancellationToken);

        // Ids are UUIDv7: newest first is an index read backwards.
        var items = await orders.OrderByDescending(order => order.Id).Skip(asked.Offset).Take(asked.Size).ToListAsync(cancellationToken);
        context.Response.Headers.Link = PageLinks.Header("/api/orders", asked, total);
        return TypedResults.Ok(new Page<OrderResponse>([.. items.Select(OrderResponse.Of)], asked.Page, asked.Size, total));
    }
}
