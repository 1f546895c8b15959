namespace Ordering.Orders;

/// <summary>What an order must be. Errors are keyed by the field's path on the wire.</summary>
internal static class OrderRules
{
    public const int MaxLines = 50;
    public const int MaxQuantity = 1000;

    public static Dictionary<string, string[]> Check(OrderRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Lines is not { Count: > 0 and <= MaxLines } lines)
        {
            errors["lines"] = [$"Must hold from 1 to {MaxLines} lines."];
            return errors;
        }

        var products = new HashSet<Guid>();
        for (var i = 0; i < lines.Count; i++)
        {
            CheckLine(lines[i], $"lines[{i}]", products, errors);
        }

        return errors;
    }

    private static void CheckLine(OrderLineRequest? line, string path, HashSet<Guid> products, Dictionary<string, string[]> errors)
    {
        if (line?.ProductId is not { } product || product == Guid.Empty)
        {
            errors[$"{path}.productId"] = ["Must be a product's id."];
        }
        else if (!products.Add(product))
        {
            // Refused, not summed: a product that comes twice is more often a client's bug than a wish, and a sum may pass the limit.
            errors[$"{path}.productId"] = ["Is in an earlier line already: send one line with the whole quantity."];
        }

        if (line?.Quantity is not (>= 1 and <= MaxQuantity))
        {
            errors[$"{path}.quantity"] = [$"Must be a whole number from 1 to {MaxQuantity}."];
        }
    }
}
