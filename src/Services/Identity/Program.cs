using Identity;
using Identity.Clients;
using Identity.Data;
using Identity.Keys;
using Identity.SignIn;
using Identity.Tokens;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgres<IdentityContext>("identitydb", options => options.UseOpenIddict());
builder.AddIdentityOptions();
builder.Services.AddSingleton(TimeProvider.System);
builder.AddKeys();
builder.AddTokenServer();
builder.AddSignIn();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseServiceDefaults();
app.UseAuthentication();
app.MapDefaultEndpoints();
app.MapTokens();
app.MapAuthorize();
app.MapSignIn();

await app.MigrateAsync<IdentityContext>();
await app.LoadKeysAsync();
await app.SeedIdentityAsync();
await app.RunAsync();
