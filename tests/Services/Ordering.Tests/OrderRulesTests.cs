using Ordering.Idempotency;
using Ordering.Orders;

namespace Ordering.Tests;

public sealed class OrderRulesTests
{
    private static readonly Guid Product = Guid.CreateVersion7();

    [Fact]
    public void Check_Good_FindsNothing() => Assert.Empty(OrderRules.Check(Of(new OrderLineRequest(Product, 1000))));

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public void Check_BadNumberOfLines_NamesThem(int count) => Assert.Equal(
        ["lines"],
        OrderRules.Check(Of([.. Enumerable.Range(0, count).Select(_ => new OrderLineRequest(Guid.CreateVersion7(), 1))])).Keys);

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1001)]
    public void Check_BadQuantity_NamesIt(int? quantity) =>
        Assert.Equal(["lines[0].quantity"], OrderRules.Check(Of(new OrderLineRequest(Product, quantity))).Keys);

    [Fact]
    public void Check_ProductTwice_NamesTheSecond() => Assert.Equal(
        ["lines[1].productId"],
        OrderRules.Check(Of(new OrderLineRequest(Product, 1), new OrderLineRequest(Product, 2))).Keys);

    [Fact]
    public void Check_EmptyLine_NamesBothFields() =>
        Assert.Equal(["lines[0].productId", "lines[0].quantity"], OrderRules.Check(Of((OrderLineRequest?)null)).Keys);

    [Fact]
    public void Hash_IsOfTheMeaning()
    {
        Assert.Equal(Hash(Of(new OrderLineRequest(Product, 1))), Hash(Of(new OrderLineRequest(Product, 1))));
        Assert.NotEqual(Hash(Of(new OrderLineRequest(Product, 1))), Hash(Of(new OrderLineRequest(Product, 2))));
    }

    private static OrderRequest Of(params OrderLineRequest?[] lines) => new(lines);

    private static byte[] Hash(OrderRequest request) => RequestHash.Of(request, OrderingJson.Default.OrderRequest);
}
