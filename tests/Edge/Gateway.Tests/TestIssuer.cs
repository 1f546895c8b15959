using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

/// <summary>An issuer over HTTP whose keys a test holds: discovery, a key document, and tokens as good or as bad as a test wants them.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    /// <summary>The public address, which is not where the gateway asks.</summary>
    public const string Issuer = "https://shop.example";

    private readonly List<SigningCredentials> _keys = [];
    private Backend? _server;

    public string Authority => _server!.Address;

    /// <summary>How often the key document was asked for.</summary>
    public int Fetches { get; private set; }

    /// <summary>Answers every request for keys with this status, when set.</summary>
    public int? Failing { get; set; }

    public SigningCredentials Key => _keys[^1];

    /// <summary>What makes a gateway believe this issuer, at once and with no patience for old keys.</summary>
    public (string Name, string Value)[] Settings =>
        [("Authentication__Authority", Authority), ("Authentication__RefreshKeysAtMostEvery", "00:00:00")];

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        issuer.Rotate();
        issuer._server = await Backend.StartAsync(app =>
        {
            app.MapGet("/.well-known/openid-configuration", () => issuer.Answer(() => new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
            app.MapGet("/keys", () =>
            {
                issuer.Fetches++;
                return issuer.Answer(() => new { keys = issuer._keys.Select(Published) });
            });
        });
        return issuer;
    }

    public static SigningCredentials NewKey(string? kid = null) =>
        new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = kid ?? Guid.NewGuid().ToString("N") }, SecurityAlgorithms.RsaSha256);

    /// <summary>Publishes and signs with a new key; the old ones stay published, or go.</summary>
    public void Rotate(bool keepOld = true)
    {
        if (!keepOld)
        {
            _keys.Clear();
        }

        _keys.Add(NewKey());
    }

    public string Token(
        string scope = "", string audience = "shop", string issuer = Issuer, string type = "at+jwt", int lifetime = 600, SigningCredentials? signedBy = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = DateTime.UtcNow.AddMinutes(-30),
            Expires = DateTime.UtcNow.AddSeconds(lifetime),
            Claims = new Dictionary<string, object> { ["sub"] = "alice", ["scope"] = scope },
            SigningCredentials = signedBy ?? Key,
        });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private IResult Answer(Func<object> document) => Failing is { } status ? TypedResults.StatusCode(status) : TypedResults.Ok(document());

    private static object Published(SigningCredentials credentials)
    {
        var key = ((RsaSecurityKey)credentials.Key).Rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = credentials.Algorithm,
            kid = credentials.Kid,
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}
