using System.Text.Json.Nodes;
using Catalog.Http;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using Changed = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Catalog.Products.ProductResponse>,
    Microsoft.AspNetCore.Http.HttpResults.ValidationProblem,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Catalog.Products;

/// <summary>Changes. Each names the version it was made from (If-Match) and loses when that is no longer the current one.</summary>
internal static class ProductChanges
{
    public static RouteGroupBuilder MapProductChanges(this RouteGroupBuilder products)
    {
        var changes = products.MapGroup("").RequireScope(Scopes.CatalogWrite);
        changes.MapPost("/", Create);
        changes.MapPut("/{id:guid}", Replace);
        changes.MapPatch("/{id:guid}", Patch).Accepts<JsonNode>(MergePatch.MediaType);
        changes.MapDelete("/{id:guid}", Delete);
        return products;
    }

    private static async Task<Results<Created<ProductResponse>, ValidationProblem>> Create(
        ProductRequest request, [AsParameters] ProductServices services, CancellationToken cancellationToken)
    {
        if (ProductRules.Check(request) is { Count: > 0 } errors)
        {
            return ProductProblems.Invalid(errors);
        }

        var product = Product.From(request, services.Time.GetPostgresNow());
        services.Database.Add(product);
        await services.Database.SaveChangesAsync(cancellationToken);
        await services.ForgetAsync(product.Id);
        return TypedResults.Created($"/api/products/{product.Id}", await services.RespondAsync(product, cancellationToken));
    }

    private static Task<Changed> Replace(
        Guid id, ProductRequest request, [AsParameters] ProductServices services, CancellationToken cancellationToken) =>
        ChangeAsync(id, (_, _) => request, services, cancellationToken);

    private static Task<Changed> Patch(
        Guid id, JsonNode patch, [AsParameters] ProductServices services, CancellationToken cancellationToken) =>
        ChangeAsync(id, (product, errors) => ProductPatch.Apply(product, patch, errors), services, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, [AsParameters] ProductServices services, CancellationToken cancellationToken)
    {
        var (product, refusal) = await CurrentAsync(id, services, cancellationToken);
        if (product is null)
        {
            return refusal!;
        }

        services.Database.Remove(product);
        return await SaveAsync(id, services, cancellationToken) ? TypedResults.NoContent() : ProductProblems.Stale(id);
    }

    private static async Task<Changed> ChangeAsync(
        Guid id,
        Func<Product, Dictionary<string, string[]>, ProductRequest> edit,
        ProductServices services,
        CancellationToken cancellationToken)
    {
        var (product, refusal) = await CurrentAsync(id, services, cancellationToken);
        if (product is null)
        {
            return refusal!;
        }

        var errors = new Dictionary<string, string[]>();
        var request = edit(product, errors);
        errors = errors.Count > 0 ? errors : ProductRules.Check(request);
        if (errors.Count > 0)
        {
            return ProductProblems.Invalid(errors);
        }

        product.Change(request, services.Time.GetPostgresNow());
        return await SaveAsync(id, services, cancellationToken)
            ? TypedResults.Ok(await services.RespondAsync(product, cancellationToken))
            : ProductProblems.Stale(id);
    }

    /// <summary>The product, if the client's version of it is the current one; else why not.</summary>
    private static async Task<(Product? Product, ProblemHttpResult? Refusal)> CurrentAsync(
        Guid id, ProductServices services, CancellationToken cancellationToken)
    {
        var known = services.Context.Request.IfMatch();
        if (known.Count == 0)
        {
            return (null, ProductProblems.VersionRequired());
        }

        var product = await services.Database.Products.SingleOrDefaultAsync(product => product.Id == id, cancellationToken);
        if (product is null)
        {
            return (null, ProductProblems.NotFound(id));
        }

        if (ProductTag.Matches(known, product.Version))
        {
            return (product, null);
        }

        // The client may have its old version from our cache. It will read again, and must not be told the same.
        await services.Cache.ForgetAsync(id);
        return (null, ProductProblems.Stale(id));
    }

    /// <summary>False when another change came between the check and this one: xmin is in the statement's WHERE.</summary>
    private static async Task<bool> SaveAsync(Guid id, ProductServices services, CancellationToken cancellationToken)
    {
        try
        {
            await services.Database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await services.ForgetAsync(id);
        return true;
    }
}
