using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AppHost.Tests.Systems;
using Contracts;

namespace AppHost.Tests.Products;

/// <summary>The catalogue through the edge, on real servers.</summary>
public abstract class ProductTests(ReferenceSystem system)
{
    [Fact]
    public async Task ListProducts_ASecondPage_HasLinksBothWays()
    {
        using var response = await system.Edge.GetAsync("/api/products?page=2&pageSize=20");
        var page = await response.JsonAsync();
        Assert.Equal(20, page["items"]!.AsArray().Count);
        Assert.Equal(10_000, page["total"]!.GetValue<int>());
        var link = string.Join(",", response.Headers.GetValues("Link"));
        Assert.Contains("rel=\"prev\"", link);
        Assert.Contains("rel=\"next\"", link);
        Assert.Contains("page=3", link);
        Assert.NotNull(response.Headers.CacheControl);
    }

    [Fact]
    public async Task ListProducts_AskedAgainWithTheETag_NotModified()
    {
        using var first = await system.Edge.GetAsync("/api/products?page=3&pageSize=20");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/products?page=3&pageSize=20");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await system.Edge.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=101")]
    [InlineData("page=banana")]
    public async Task ListProducts_BadQuery_Problem(string query)
    {
        using var response = await system.Edge.GetAsync("/api/products?" + query);
        await response.AssertProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task GetProduct_Seeded_HasPriceAndStock()
    {
        var product = await GetAsync(SeedProducts.Id(200));
        for (var attempt = 0; product["stock"] is null && attempt < 20; attempt++)
        {
            product = await GetAsync(SeedProducts.Id(200)); // a page does not wait long for a cold Inventory
        }

        Assert.True(product["price"]!["amount"]!.GetValue<decimal>() > 0);
        Assert.InRange(product["stock"]!.GetValue<int>(), 0, 500);
    }

    [Fact]
    public async Task GetProduct_Unknown_ProblemNotFound()
    {
        using var response = await system.Edge.GetAsync($"/api/products/{Guid.CreateVersion7()}");
        await response.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Product_ThroughItsLife_GuardedByItsETag()
    {
        using var created = await system.Edge.PostAsJsonAsync("/api/products", new
        {
            name = "Whistling kettle",
            description = "Boils and says so.",
            category = "kitchen",
            price = new { amount = 24.90m, currency = "EUR" },
        });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!;
        var stale = created.Headers.ETag!;

        using var unguarded = await PatchAsync(location, tag: null, new JsonObject { ["name"] = "Kettle" });
        await unguarded.AssertProblemAsync((HttpStatusCode)428);
        using var changed = await PatchAsync(location, stale, new JsonObject { ["name"] = "Kettle" });
        Assert.True(changed.IsSuccessStatusCode, changed.StatusCode.ToString());
        using var late = await PatchAsync(location, stale, new JsonObject { ["name"] = "Pot" });
        await late.AssertProblemAsync(HttpStatusCode.PreconditionFailed);
        using var read = await system.Edge.GetAsync(location);
        Assert.Equal("Kettle", (await read.JsonAsync())["name"]!.GetValue<string>());

        using var delete = new HttpRequestMessage(HttpMethod.Delete, location) { Headers = { IfMatch = { read.Headers.ETag! } } };
        using var deleted = await system.Edge.SendAsync(delete);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task AnyResponse_TellsItsHops()
    {
        using var response = await system.Edge.GetAsync($"/api/products/{SeedProducts.Id(201)}");
        var hops = string.Join(", ", response.Headers.GetValues("Server-Timing"));
        Assert.Matches(@"\bgateway;(.*;)?dur=\d", hops);
        Assert.Matches(@"\bcatalog;(.*;)?dur=\d", hops);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$", response.Headers.GetValues("traceresponse").Single());
    }

    private async Task<JsonObject> GetAsync(Guid product)
    {
        using var response = await system.Edge.GetAsync($"/api/products/{product}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task<HttpResponseMessage> PatchAsync(Uri location, EntityTagHeaderValue? tag, JsonObject patch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, location)
        {
            Content = new StringContent(patch.ToJsonString(), Encoding.UTF8, "application/merge-patch+json"),
        };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(tag);
        }

        return await system.Edge.SendAsync(request);
    }
}
