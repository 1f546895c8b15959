using System.Text.RegularExpressions;
using Contracts;

namespace Catalog.Products;

/// <summary>What a product must be. Errors are keyed by the field's name on the wire.</summary>
internal static partial class ProductRules
{
    public const int MaxName = 200;
    public const int MaxDescription = 4000;
    public const int MaxCategory = 40;
    public const decimal MaxAmount = 9_999_999.99m;

    public static Dictionary<string, string[]> Check(ProductRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MaxName)
        {
            errors["name"] = [$"Must have from 1 to {MaxName} characters."];
        }

        if (request.Description?.Length > MaxDescription)
        {
            errors["description"] = [$"Must have at most {MaxDescription} characters."];
        }

        if (request.Category is not { Length: > 0 and <= MaxCategory } || !Slug().IsMatch(request.Category))
        {
            errors["category"] = [$"Must be lower-case words joined by hyphens, like coffee-and-tea, of at most {MaxCategory} characters."];
        }

        CheckPrice(request.Price, errors);
        return errors;
    }

    private static void CheckPrice(Money? price, Dictionary<string, string[]> errors)
    {
        if (price is null)
        {
            errors["price"] = ["Must be given, like { \"amount\": 12.50, \"currency\": \"EUR\" }."];
            return;
        }

        if (price.Amount is < 0 or > MaxAmount || decimal.Round(price.Amount, 2) != price.Amount)
        {
            errors["price.amount"] = [$"Must be from 0 to {MaxAmount}, with at most two decimals."];
        }

        if (price.Currency is null || !Money.Currencies.Contains(price.Currency))
        {
            errors["price.currency"] = [$"Must be one of {string.Join(", ", Money.Currencies.Order(StringComparer.Ordinal))}."];
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex Slug();
}
