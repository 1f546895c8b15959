using Contracts;

namespace Catalog.Products;

/// <summary>What the shop sells. How many there are is Inventory's to know.</summary>
internal sealed class Product
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public required string Category { get; set; }

    public required Money Price { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Postgres's own row version (<c>xmin</c>): every change of the row changes it, whoever makes the change.</summary>
    public uint Version { get; private set; }

    /// <summary>A new product of a checked <paramref name="request"/>.</summary>
    public static Product From(ProductRequest request, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = request.Name!,
        Description = request.Description ?? "",
        Category = request.Category!,
        Price = request.Price!,
        UpdatedAt = now,
    };

    /// <summary>Takes over a checked <paramref name="request"/>.</summary>
    public void Change(ProductRequest request, DateTimeOffset now)
    {
        Name = request.Name!;
        Description = request.Description ?? "";
        Category = request.Category!;
        Price = request.Price!;
        UpdatedAt = now;
    }
}
