using System.Net;
using System.Text;
using AppHost.Tests.Systems;
using Contracts;
using Shop.Inventory.V1;

namespace AppHost.Tests.Orders;

/// <summary>Orders through the edge, on real servers. Every test has products of its own.</summary>
public abstract class OrderTests(ReferenceSystem system)
{
    [Fact]
    public async Task PlaceOrder_InStock_IsInPostgresAndLowersTheStock()
    {
        var product = SeedProducts.Id(100);
        var before = await StockAsync(product);

        using var response = await system.Edge.OrderAsync(Key(), product, quantity: 3);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var order = await response.JsonAsync();
        var id = order["id"]!.GetValue<Guid>();
        Assert.Equal($"/api/orders/{id}", response.Headers.Location!.OriginalString);
        Assert.Equal(3, await system.ScalarAsync<int>("orderingdb", "SELECT quantity FROM order_lines WHERE order_id = $1", new Npgsql.NpgsqlParameter { Value = id }));
        Assert.Equal(before - 3, await StockAsync(product));
        using var read = await system.Edge.GetAsync(response.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(id, (await read.JsonAsync())["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task PlaceOrder_200AtOnceForTheLast50_Exactly50Succeed()
    {
        var product = SeedProducts.Id(101);
        await LeaveAsync(product, 50);

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => system.Edge.OrderAsync(Key(), product)));

        var byStatus = responses.CountBy(r => r.StatusCode).ToDictionary();
        Assert.True(byStatus.GetValueOrDefault(HttpStatusCode.Created) == 50, string.Join(", ", byStatus));
        Assert.True(byStatus.GetValueOrDefault(HttpStatusCode.Conflict) == 150, string.Join(", ", byStatus));
        foreach (var refused in responses.Where(r => r.StatusCode is HttpStatusCode.Conflict))
        {
            await refused.AssertProblemAsync(HttpStatusCode.Conflict);
        }

        Assert.Equal(0, await StockAsync(product));
        Assert.Equal(50L, await OrdersOfAsync(product));
    }

    [Fact]
    public async Task PlaceOrder_SameKey20TimesAtOnce_OneOrder()
    {
        var product = SeedProducts.Id(102);
        var before = await StockAsync(product);
        var key = Key();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => system.Edge.OrderAsync(key, product)));

        Assert.All(responses, r => Assert.True(r.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, r.StatusCode.ToString()));
        Assert.Single(responses, r => r.StatusCode is HttpStatusCode.Created && !IsReplay(r));
        var ids = await Task.WhenAll(responses.Where(r => r.StatusCode is HttpStatusCode.Created).Select(async r => (await r.JsonAsync())["id"]!.GetValue<Guid>()));
        Assert.Single(ids.Distinct());
        Assert.Equal(1L, await OrdersOfAsync(product));
        Assert.Equal(before - 1, await StockAsync(product));
    }

    [Fact]
    public async Task PlaceOrder_SameKeyAndBodyAgain_TheSameAnswerMarkedAsReplayed()
    {
        var product = SeedProducts.Id(103);
        var key = Key();
        using var first = await system.Edge.OrderAsync(key, product);
        using var second = await system.Edge.OrderAsync(key, product);

        Assert.False(IsReplay(first));
        Assert.True(IsReplay(second));
        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(1L, await OrdersOfAsync(product));
    }

    [Fact]
    public async Task PlaceOrder_OutOfStock_ConflictIsReplayedToo()
    {
        var product = SeedProducts.Id(104);
        await LeaveAsync(product, 1);
        var key = Key();
        using var first = await system.Edge.OrderAsync(key, product, quantity: 2);
        using var second = await system.Edge.OrderAsync(key, product, quantity: 2);

        await first.AssertProblemAsync(HttpStatusCode.Conflict);
        await second.AssertProblemAsync(HttpStatusCode.Conflict);
        Assert.True(IsReplay(second));
        Assert.Equal(1, await StockAsync(product));
    }

    [Fact]
    public async Task PlaceOrder_SameKeyOtherBody_Unprocessable()
    {
        var product = SeedProducts.Id(105);
        var key = Key();
        using var first = await system.Edge.OrderAsync(key, product, quantity: 1);
        using var second = await system.Edge.OrderAsync(key, product, quantity: 2);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await second.AssertProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(1L, await OrdersOfAsync(product));
    }

    [Theory]
    [InlineData("{ \"lines\": [ ", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"PRODUCT\", \"quantity\": -1 } ] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"PRODUCT\", \"quantity\": 0 } ] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"PRODUCT\", \"quantity\": 1.5 } ] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"PRODUCT\", \"quantity\": 99999999999 } ] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"not-an-id\", \"quantity\": 1 } ] }", HttpStatusCode.BadRequest)]
    [InlineData("{ \"lines\": [ { \"productId\": \"01890000-0000-7000-8000-000000000000\", \"quantity\": 1 } ] }", HttpStatusCode.UnprocessableEntity)]
    public async Task PlaceOrder_BadBody_ProblemAndNothingStored(string body, HttpStatusCode expected)
    {
        var product = SeedProducts.Id(106);
        var before = await CountsAsync();
        var stock = await StockAsync(product);

        using var response = await system.Edge.OrderAsync(
            Key(), new StringContent(body.Replace("PRODUCT", product.ToString()), Encoding.UTF8, "application/json"));

        await response.AssertProblemAsync(expected);
        Assert.Equal(before.Orders, (await CountsAsync()).Orders);
        Assert.Equal(stock, await StockAsync(product));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with\ttab")]
    [InlineData("two words")]
    public async Task PlaceOrder_BadKey_ProblemAndNothingStored(string? key)
    {
        var before = await CountsAsync();
        using var response = await system.Edge.OrderAsync(key, SeedProducts.Id(107));
        await response.AssertProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task PlaceOrder_KeyOf256Characters_Problem()
    {
        var before = await CountsAsync();
        using var response = await system.Edge.OrderAsync(new string('k', 256), SeedProducts.Id(107));
        await response.AssertProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task PlaceOrder_BodyOf2MB_ProblemAndNothingStored()
    {
        var before = await CountsAsync();
        var body = "{ \"lines\": [], \"note\": \"" + new string('x', 2_000_000) + "\" }";
        using var response = await system.Edge.OrderAsync(Key(), new StringContent(body, Encoding.UTF8, "application/json"));
        await response.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task GetOrder_Unknown_ProblemNotFound()
    {
        using var response = await system.Edge.GetAsync($"/api/orders/{Guid.CreateVersion7()}");
        await response.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ListOrders_AfterAnOrder_NewestFirst()
    {
        using var placed = await system.Edge.OrderAsync(Key(), SeedProducts.Id(108));
        var id = (await placed.JsonAsync())["id"]!.GetValue<Guid>();
        using var list = await system.Edge.GetAsync("/api/orders?pageSize=1");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Equal(id, (await list.JsonAsync())["items"]![0]!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task UnknownPath_ProblemNotFound()
    {
        using var response = await system.Edge.GetAsync("/no/such/path");
        await response.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    private static string Key() => Guid.NewGuid().ToString();

    private static bool IsReplay(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Single() == "true";

    private async Task<int> StockAsync(Guid product)
    {
        var request = new GetStockRequest { ProductIds = { product.ToString() } };
        return (await system.Inventory.GetStockAsync(request)).Levels.Single().Available;
    }

    // Someone else reserves all but the last ones.
    private async Task LeaveAsync(Guid product, int left)
    {
        var surplus = await StockAsync(product) - left;
        Assert.True(surplus >= 0, $"the seed left only {surplus + left} of product {product}");
        if (surplus > 0)
        {
            await system.Inventory.ReserveAsync(new ReserveRequest
            {
                ReservationId = Guid.CreateVersion7().ToString(),
                Lines = { new ReservationLine { ProductId = product.ToString(), Quantity = surplus } },
            });
        }

        Assert.Equal(left, await StockAsync(product));
    }

    private Task<long> OrdersOfAsync(Guid product) =>
        system.ScalarAsync<long>("orderingdb", "SELECT count(*) FROM order_lines WHERE product_id = $1", new Npgsql.NpgsqlParameter { Value = product });

    private async Task<(long Orders, long Keys)> CountsAsync() => (
        await system.ScalarAsync<long>("orderingdb", "SELECT count(*) FROM orders"),
        await system.ScalarAsync<long>("orderingdb", "SELECT count(*) FROM idempotency"));
}
