using System.Text.Json.Serialization;
using Contracts;
using Ordering;
using Ordering.Data;
using Ordering.Dependencies;
using Ordering.Idempotency;
using Ordering.Orders;
using ServiceDefaults;
using InventoryClient = Shop.Inventory.V1.Inventory.InventoryClient;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres<OrderingContext>("orderingdb");
builder.AddTokenValidation();
builder.AddServiceTokens();
builder.Services.AddOptions<IdempotencyOptions>().BindConfiguration(IdempotencyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, OrderingJson.Default);
    json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    json.SerializerOptions.AllowDuplicateProperties = false;
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHttpClient<CatalogPrices>(client => client.BaseAddress = new Uri("http://catalog"));
builder.Services.AddGrpcClient<InventoryClient>(client =>
{
    client.Address = new Uri("http://_grpc.inventory");
    client.ChannelOptionsActions.Add(channel => channel.ServiceConfig = InventoryClientRetries.Policy);
}).AddServiceToken();
builder.Services.AddScoped<StockReservations>();
builder.Services.AddSingleton<Claims>();
builder.Services.AddScoped<OrderUndo>();
builder.Services.AddScoped<PlaceOrder>();
builder.Services.AddHostedService<AbandonedClaims>();
builder.Services.AddHostedService<WarmUp>();
builder.Services.AddOrderQueue();

var app = builder.Build();
app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.MapDefaultEndpoints();
app.MapOrders();

await app.MigrateAsync<OrderingContext>();
await app.RunAsync();
