using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bench.Tokens;

/// <summary>An issuer of this process, with tokens like those of Identity.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    private const string Issuer = "https://localhost:7443/";

    private readonly WebApplication _app;
    private readonly SigningCredentials _key;

    private LocalIssuer(WebApplication app, SigningCredentials key) => (_app, _key) = (app, key);

    public Uri Address => new(_app.Urls.First());

    public static async Task<LocalIssuer> StartAsync(CancellationToken cancellationToken)
    {
        var rsa = RSA.Create(2048);
        var key = new SigningCredentials(
            new RsaSecurityKey(rsa) { KeyId = Guid.CreateVersion7().ToString("N") }, SecurityAlgorithms.RsaSha256);
        var (n, e) = (rsa.ExportParameters(false).Modulus, rsa.ExportParameters(false).Exponent);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => TypedResults.Ok(new { issuer = Issuer, jwks_uri = $"{Issuer}jwks" }));
        app.MapGet("/jwks", () => TypedResults.Ok(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = key.Kid, n = Base64UrlEncoder.Encode(n), e = Base64UrlEncoder.Encode(e) } },
        }));
        await app.StartAsync(cancellationToken);
        return new LocalIssuer(app, key);
    }

    public string Token(string subject) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = "shop",
        TokenType = "at+jwt",
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["client_id"] = "web",
            ["jti"] = Guid.NewGuid().ToString(),
            ["scope"] = "openid profile offline_access orders:read orders:write inventory:read chat events",
        },
        SigningCredentials = _key,
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
