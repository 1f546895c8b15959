using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog;
using Catalog.Data;
using Catalog.Prices;
using Catalog.Products;
using Catalog.Stock;
using Contracts;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;
using ServiceDefaults;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres<CatalogContext>("catalogdb");
builder.AddRedis("cache");
builder.AddTokenValidation();
builder.Services.AddHybridCache();
builder.Services.AddKeyedSingleton<JsonSerializerOptions>(typeof(IHybridCacheSerializer<>), CatalogJson.Default.Options);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, CatalogJson.Default);
    json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    json.SerializerOptions.AllowDuplicateProperties = false;
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<CatalogGeneration>();
builder.Services.AddSingleton<Listings>();
builder.Services.AddSingleton<ProductReads>();
builder.Services.AddSingleton<ProductCache>();
builder.Services.AddScoped<StockLookup>();
builder.Services.AddGrpcClient<InventoryClient>(client =>
{
    client.Address = new Uri("http://_grpc.inventory");
    client.ChannelOptionsActions.Add(channel => channel.ServiceConfig = InventoryClientRetries.Policy);
});

var app = builder.Build();
app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapProducts();
app.MapPrices();

await app.MigrateAsync<CatalogContext>();
await SeedCatalog.SeedAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
await app.RunAsync();
