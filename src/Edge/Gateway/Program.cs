using Gateway.Normalizing;
using Gateway.Protocols;
using Gateway.Routing;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddProtocols();
builder.AddNormalizing();
builder.AddRouting();

// One visible pipeline, a folder a stage, in this order.
var app = builder.Build();
app.UseServiceDefaults();
app.UseProtocols();
app.UseNormalizing();
app.UseRouting();
app.UseRequestTimeouts();
app.MapDefaultEndpoints();
app.MapRoutes();
app.Run();
