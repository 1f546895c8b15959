namespace Contracts.Tests;

public sealed class SeedProductsTests
{
    [Fact]
    public void Id_OfEveryProduct_IsAVersion7UuidOfItsOwn()
    {
        var ids = Enumerable.Range(0, SeedProducts.Count).Select(SeedProducts.Id).ToList();

        Assert.Equal(SeedProducts.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, 0b10), (id.Version, id.Variant >> 2)));
        Assert.Equal(ids, ids.OrderBy(id => id.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public void Id_NeverChanges() =>
        // In databases, bookmarks and docs by now: a change here makes strangers of all of them.
        Assert.Equal("01941f29-7c00-7daf-a2a0-ec7824e5389f", SeedProducts.Id(0).ToString());

    [Theory]
    [InlineData(-1)]
    [InlineData(SeedProducts.Count)]
    public void Id_OutOfRange_Throws(int n) => Assert.Throws<ArgumentOutOfRangeException>(() => SeedProducts.Id(n));
}
