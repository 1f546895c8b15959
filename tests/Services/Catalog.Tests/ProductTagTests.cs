using Catalog.Products;
using Microsoft.Net.Http.Headers;

namespace Catalog.Tests;

public sealed class ProductTagTests
{
    [Theory]
    [InlineData(12, "\"ff.12\"")]
    [InlineData(0, "\"ff.0\"")]
    [InlineData(null, "\"ff.-\"")]
    public void For_HoldsVersionAndStock(int? stock, string expected) => Assert.Equal(expected, ProductTag.For(255, stock));

    [Theory]
    [InlineData("\"ff.12\"", true)]
    [InlineData("\"ff.3\"", true)] // Sold since, but not edited.
    [InlineData("\"ff\"", true)]
    [InlineData("*", true)]
    [InlineData("\"1\", \"ff.0\"", true)]
    [InlineData("\"fe.12\"", false)]
    [InlineData("W/\"ff.12\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"not ours\"", false)]
    public void Matches_ComparesTheVersionOnly(string ifMatch, bool expected) =>
        Assert.Equal(expected, ProductTag.Matches(EntityTagHeaderValue.ParseList([ifMatch]), 255));
}
