using Contracts;

namespace Catalog.Products;

/// <summary>Which products a client asks for, checked.</summary>
/// <param name="Terms">The search as a Postgres tsquery; null when there is no search.</param>
internal sealed record ProductQuery(string? Search, string? Terms, string? Category, PageRequest Page)
{
    public const int MaxSearch = 100;

    public static ProductQuery Parse(string? q, string? category, string? page, string? pageSize, Dictionary<string, string[]> errors)
    {
        if (q?.Length > MaxSearch)
        {
            errors["q"] = [$"Must have at most {MaxSearch} characters."];
        }

        if (category?.Length > ProductRules.MaxCategory)
        {
            errors["category"] = [$"Must have at most {ProductRules.MaxCategory} characters."];
        }

        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        return new ProductQuery(
            search,
            search is null ? null : SearchTerms.ToTsQuery(search),
            string.IsNullOrEmpty(category) ? null : category,
            PageRequest.Parse(page, pageSize, errors));
    }

    /// <summary>The way to the pages around this one.</summary>
    public string Links(int total) => PageLinks.Header("/api/products", Page, total, ("q", Search), ("category", Category));
}
