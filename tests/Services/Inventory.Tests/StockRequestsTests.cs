using Google.Rpc;
using Grpc.Core;
using Inventory.Stock;
using Shop.Inventory.V1;

namespace Inventory.Tests;

public sealed class StockRequestsTests
{
    private static readonly string Id = "0197c0de-7a00-7000-8000-000000000001";
    private static readonly string Other = "0197c0de-7a00-7000-8000-000000000002";

    [Fact]
    public void Reserve_Good_SortsTheLines()
    {
        var (id, lines) = StockRequests.Read(Reserve((Other, 2), (Id, 1)));

        Assert.Equal(Guid.Parse(Id), id);
        Assert.Equal([Guid.Parse(Id), Guid.Parse(Other)], lines.ProductIds);
        Assert.Equal([1, 2], lines.Quantities);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void Reserve_BadQuantity_NamesTheField(int quantity) =>
        Assert.Equal(["lines[1].quantity"], FieldsOf(() => StockRequests.Read(Reserve((Id, 1), (Other, quantity)))));

    [Fact]
    public void Reserve_ProductTwice_NamesTheSecond() =>
        Assert.Equal(["lines[1].product_id"], FieldsOf(() => StockRequests.Read(Reserve((Id, 1), (Id, 2)))));

    [Fact]
    public void Reserve_Empty_NamesEveryField() =>
        Assert.Equal(["reservation_id", "lines"], FieldsOf(() => StockRequests.Read(new ReserveRequest())));

    [Fact]
    public void Reserve_TooManyLines_NamesThem()
    {
        var request = Reserve([.. Enumerable.Range(0, 101).Select(_ => (Guid.CreateVersion7().ToString(), 1))]);

        Assert.Equal(["lines"], FieldsOf(() => StockRequests.Read(request)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Release_BadId_NamesTheField(string id) =>
        Assert.Equal(["reservation_id"], FieldsOf(() => StockRequests.Read(new ReleaseRequest { ReservationId = id })));

    [Fact]
    public void GetStock_BadId_NamesTheField() =>
        Assert.Equal(["product_ids[1]"], FieldsOf(() => StockRequests.Read(new GetStockRequest { ProductIds = { Id, "x" } })));

    private static ReserveRequest Reserve(params (string Product, int Quantity)[] lines) => new()
    {
        ReservationId = Id,
        Lines = { lines.Select(line => new ReservationLine { ProductId = line.Product, Quantity = line.Quantity }) },
    };

    private static IEnumerable<string> FieldsOf(Action read)
    {
        var fault = Assert.Throws<RpcException>(read);
        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        return fault.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field);
    }
}
