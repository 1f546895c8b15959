using Gateway.Authentication;
using Gateway.Normalizing;
using Gateway.Protocols;
using Gateway.Routing;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
if (builder.Configuration.GetConnectionString("cache") is not null)
{
    // What replicas of the gateway share; alone, and without Redis, each has its own.
    builder.AddRedis("cache");
}

builder.AddProtocols();
builder.AddNormalizing();
builder.AddTokenAuthentication();
builder.AddRouting();

// One visible pipeline, a folder a stage, in this order.
var app = builder.Build();
app.UseServiceDefaults();
app.UseProtocols();
app.UseNormalizing();
app.UseRouting();
app.UseRequestTimeouts();
app.UseTokenAuthentication();
app.MapDefaultEndpoints();
app.MapRoutes();
app.Run();
