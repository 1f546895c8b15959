namespace Catalog.Data.Seed;

/// <summary>The words that the products of one category are made of.</summary>
/// <param name="Category">As clients write it.</param>
/// <param name="Things">Ten things and what a plain one costs, in euro.</param>
/// <param name="Variants">At least two.</param>
/// <param name="Made">Sentences on what it is made of.</param>
/// <param name="Used">Sentences on how it serves.</param>
internal sealed record SeedShelf(
    string Category, (string Name, int Euro)[] Things, string[] Variants, string[] Made, string[] Used);
