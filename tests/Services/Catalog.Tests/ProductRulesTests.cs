using Catalog.Products;
using Contracts;

namespace Catalog.Tests;

public sealed class ProductRulesTests
{
    private static readonly ProductRequest Good = new("Kettle", "Boils.", "kitchen", new Money(12.50m, "EUR"));

    [Fact]
    public void Check_Good_FindsNothing() => Assert.Empty(ProductRules.Check(Good));

    [Fact]
    public void Check_WithoutDescription_FindsNothing() => Assert.Empty(ProductRules.Check(Good with { Description = null }));

    [Fact]
    public void Check_Empty_NamesEveryFieldAtOnce() =>
        Assert.Equal(["name", "category", "price"], ProductRules.Check(new ProductRequest(null, null, null, null)).Keys);

    [Theory]
    [InlineData("-0.01")]
    [InlineData("10000000")]
    [InlineData("1.001")]
    public void Check_BadAmount_NamesIt(string amount) =>
        Assert.Equal(["price.amount"], ProductRules.Check(Good with { Price = new Money(decimal.Parse(amount), "EUR") }).Keys);

    [Theory]
    [InlineData("eur")]
    [InlineData("XXX")]
    [InlineData("")]
    [InlineData(null)]
    public void Check_BadCurrency_NamesIt(string? currency) =>
        Assert.Equal(["price.currency"], ProductRules.Check(Good with { Price = new Money(1, currency!) }).Keys);

    [Theory]
    [InlineData("Kitchen")]
    [InlineData("coffee and tea")]
    [InlineData("-tea")]
    [InlineData("tea\n")]
    public void Check_BadCategory_NamesIt(string category) =>
        Assert.Equal(["category"], ProductRules.Check(Good with { Category = category }).Keys);

    [Fact]
    public void Check_TooLong_NamesTheFields() => Assert.Equal(
        ["name", "description"],
        ProductRules.Check(Good with { Name = new string('x', 201), Description = new string('x', 4001) }).Keys);
}
