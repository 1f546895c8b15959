using Inventory.Data;
using Inventory.Hosting;
using Inventory.Stock;
using Npgsql;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcPort();
builder.AddPostgres<InventoryContext>("inventorydb");
builder.AddTokenValidation();
builder.Services.AddSingleton<Reservations>();
builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<DatabaseFaults>());
builder.Services.AddGrpcHealthChecks();
builder.Services.AddGrpcReflection();

var app = builder.Build();
app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapGrpcService<InventoryService>();
app.MapGrpcHealthChecksService();
app.MapGrpcReflectionService();

await app.MigrateAsync<InventoryContext>();
await SeedStock.SeedAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
await app.RunAsync();
