using Catalog.Data.Seed;
using Catalog.Products;
using Contracts;

namespace Catalog.Tests;

public sealed class SeedNamesTests
{
    private static readonly List<Product> Products = [.. Enumerable.Range(0, SeedProducts.Count).Select(SeedNames.Compose)];

    [Fact]
    public void Compose_GivesEveryProductANameOfItsOwn() => Assert.Equal(Products.Count, Products.DistinctBy(product => product.Name).Count());

    [Fact]
    public void Compose_KeepsTheRulesThatClientsKeep() =>
        Assert.All(Products, product => Assert.Empty(ProductRules.Check(ProductRequest.Of(product))));

    [Fact]
    public void Compose_FillsTwentyCategoriesAlike() =>
        Assert.Equal(Enumerable.Repeat(500, 20), Products.GroupBy(product => product.Category).Select(shelf => shelf.Count()));

    [Fact]
    public void Compose_Again_IsTheSame() => Assert.Equal(ProductSnapshot.Of(Products[4711]), ProductSnapshot.Of(SeedNames.Compose(4711)));
}
