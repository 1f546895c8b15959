namespace Contracts;

/// <summary>One page of a longer list.</summary>
/// <param name="Items">At most <paramref name="PageSize"/> of them.</param>
/// <param name="Number">Counted from 1; on the wire as <c>page</c>.</param>
/// <param name="PageSize">1 to <see cref="PageRequest.MaxSize"/>.</param>
/// <param name="Total">How many items all pages hold.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items,
    [property: System.Text.Json.Serialization.JsonPropertyName("page")] int Number,
    int PageSize,
    int Total);
