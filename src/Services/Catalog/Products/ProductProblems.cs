using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Catalog.Products;

/// <summary>What can go wrong with a product, worded once.</summary>
internal static class ProductProblems
{
    public static ProblemHttpResult NotFound(Guid id) => TypedResults.Problem(
        type: ProblemTypes.NotFound,
        title: "No such product",
        detail: $"There is no product {id}. It may have been removed.",
        statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult VersionRequired() => TypedResults.Problem(
        type: ProblemTypes.PreconditionRequired,
        title: "If-Match is required",
        detail: "Read the product first and send its ETag as If-Match, so that you don't overwrite a change you have not seen.",
        statusCode: StatusCodes.Status428PreconditionRequired);

    public static ProblemHttpResult Stale(Guid id) => TypedResults.Problem(
        type: ProblemTypes.StaleVersion,
        title: "The product has changed",
        detail: $"Product {id} was changed after you read it. Nothing was written: read it again, redo your change, send the new ETag.",
        statusCode: StatusCodes.Status412PreconditionFailed);

    public static ValidationProblem Invalid(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, type: ProblemTypes.InvalidRequest);
}
