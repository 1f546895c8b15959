using System.Net;
using AppHost.Tests.Systems;
using Contracts;
using Grpc.Core;
using Shop.Inventory.V1;

namespace AppHost.Tests.Identity;

/// <summary>Who may do what, through the edge and behind it.</summary>
public abstract class IdentityTests(ReferenceSystem system)
{
    private const string Password = "Pass123$";

    [Fact]
    public async Task SignIn_WithCodeAndPkce_AndTheOrdersOfOneAreNotTheOthers()
    {
        using var alice = await SignedInAsync("alice");
        using var bob = await SignedInAsync("bob");

        using var placed = await alice.OrderAsync(Guid.NewGuid().ToString(), SeedProducts.Id(500));
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        using var own = await alice.GetAsync(placed.Headers.Location);
        using var others = await bob.GetAsync(placed.Headers.Location);
        using var list = await bob.GetAsync("/api/orders");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await others.AssertProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(0, (await list.JsonAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Orders_WithoutAToken_AskForOne()
    {
        using var anyone = system.Anyone();

        using var response = await anyone.OrderAsync(Guid.NewGuid().ToString(), SeedProducts.Id(501));

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        await response.AssertProblemAsync(HttpStatusCode.Unauthorized);
        using var products = await anyone.GetAsync("/api/products");
        Assert.Equal(HttpStatusCode.OK, products.StatusCode);
    }

    [Fact]
    public async Task Orders_WithAnotherScope_AreForbidden()
    {
        using var anyone = system.Anyone();
        anyone.With(await Tokens.OfClientAsync(anyone, "demo", Scopes.OrdersRead));

        using var response = await anyone.OrderAsync(Guid.NewGuid().ToString(), SeedProducts.Id(501));

        Assert.Contains("insufficient_scope", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await response.AssertProblemAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("ordering-1", "/api/orders")]
    [InlineData("ordering-2", "/api/orders/01941f29-7c00-7daf-a2a0-ec7824e5389f")]
    public async Task Services_AskedBehindTheEdge_CheckAgain(string service, string path)
    {
        using var direct = system.Direct(service, "http");

        using var without = await direct.GetAsync(path);
        using var forged = await direct.With("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJhbGljZSJ9.").GetAsync(path);

        await without.AssertProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Contains("invalid_token", forged.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await forged.AssertProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Inventory_AnyoneReads_AndOnlyWithTheScopeReserves()
    {
        var anyone = system.InventoryAs(null);
        var reader = system.InventoryAs(await Tokens.OfClientAsync(system.Edge, "demo", Scopes.InventoryRead));
        var product = SeedProducts.Id(502).ToString();
        var reserve = new ReserveRequest
        {
            ReservationId = Guid.CreateVersion7().ToString(),
            Lines = { new ReservationLine { ProductId = product, Quantity = 1 } },
        };

        var stock = await anyone.GetStockAsync(new GetStockRequest { ProductIds = { product } });
        var nobody = await Assert.ThrowsAsync<RpcException>(async () => await anyone.ReserveAsync(reserve));
        var forbidden = await Assert.ThrowsAsync<RpcException>(async () => await reader.ReserveAsync(reserve));

        Assert.Single(stock.Levels);
        Assert.Equal(StatusCode.Unauthenticated, nobody.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, forbidden.StatusCode);
    }

    private async Task<HttpClient> SignedInAsync(string user)
    {
        using var browser = system.Anyone();
        var tokens = await new Browser(browser).SignInAsync(user, Password);
        return system.Anyone().With(tokens["access_token"]!.GetValue<string>());
    }
}
