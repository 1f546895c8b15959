// The smallest service that shows what the engine gives a project: addresses, environment, health, an end.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => Environment.ProcessId);
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/arguments", () => args);
app.MapGet("/health", () => Results.Ok());
app.MapPost("/crash", () => Environment.FailFast("asked to"));
app.MapPost("/greet", (HttpRequest request) => request.Headers["X-Name"] == "Ada" ? Results.Ok() : Results.BadRequest());
app.Run();
