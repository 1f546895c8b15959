using Gateway.Routing;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRouting();

var app = builder.Build();
app.UseServiceDefaults();
app.UseRequestTimeouts();
app.MapDefaultEndpoints();
app.MapRoutes();
app.Run();
