using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

/// <summary>Who is let in, by the gateway as it ships and an issuer whose keys the test holds.</summary>
public sealed class TokenTests
{
    private const string Read = "orders:read";

    [Fact]
    public async Task GoodToken_WithTheScope_GoesOnToTheService()
    {
        await using var edge = await GuardedGateway.StartAsync();
        var token = edge.Issuer.Token(Read);

        using var first = await edge.GetAsync(token);
        using var again = await edge.GetAsync(token);

        Assert.Equal($"asked with Bearer {token}", await first.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(1, edge.Issuer.Fetches);
    }

    [Fact]
    public async Task NoToken_IsFineWhereNoScopeIsAskedFor_AndAsksForABearerElsewhere()
    {
        await using var edge = await GuardedGateway.StartAsync();

        using var open = await edge.GetAsync(null, "/api/products");
        using var guarded = await edge.GetAsync(null);

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal("Bearer", await ChallengeAsync(guarded, HttpStatusCode.Unauthorized));
        Assert.Equal(0, edge.Issuer.Fetches);
    }

    [Fact]
    public async Task BadTokens_AreRefusedOnEveryRoute_AndSayWhy()
    {
        await using var edge = await GuardedGateway.StartAsync();
        var issuer = edge.Issuer;
        var bad = new (string Why, string Token)[]
        {
            ("expired", issuer.Token(Read, lifetime: -60)),
            ("another issuer", issuer.Token(Read, issuer: "https://evil.example")),
            ("another audience", issuer.Token(Read, audience: "bank")),
            ("typ is not at+jwt", issuer.Token(Read, type: "JWT")),
            ("does not publish", issuer.Token(Read, signedBy: TestIssuer.NewKey())),
            ("signature", issuer.Token(Read, signedBy: TestIssuer.NewKey(issuer.Key.Kid))),
            ("algorithm", WithAlgorithmNone(issuer.Token(Read))),
            ("algorithm", SignedWithThePublicKeyAsASecret(issuer)),
            ("signature", Tampered(issuer.Token("orders:write"))),
            ("malformed", "not.a.token"),
            ("malformed", "x"),
            ("malformed", new string('a', 9000)),
        };

        foreach (var (why, token) in bad)
        {
            foreach (var path in new[] { "/api/orders", "/api/products" })
            {
                var challenge = await ChallengeAsync(await edge.GetAsync(token, path), HttpStatusCode.Unauthorized);
                Assert.StartsWith("Bearer error=\"invalid_token\", error_description=\"", challenge, StringComparison.Ordinal);
                Assert.Contains(why, challenge, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task GoodToken_WithoutTheScope_IsForbiddenAndTheScopeNamed()
    {
        await using var edge = await GuardedGateway.StartAsync();

        using var response = await edge.GetAsync(edge.Issuer.Token("orders:write catalog:write"));

        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"orders:read\"", await ChallengeAsync(response, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task UnknownKey_IsFetchedOnce_AndMadeUpKeysDontAskTheIssuerEachTime()
    {
        await using var edge = await GuardedGateway.StartAsync(("Authentication__RefreshKeysAtMostEvery", "00:10:00"));
        using var first = await edge.GetAsync(edge.Issuer.Token(Read));
        for (var i = 0; i < 20; i++)
        {
            using var madeUp = await edge.GetAsync(edge.Issuer.Token(Read, signedBy: TestIssuer.NewKey()));
            Assert.Equal(HttpStatusCode.Unauthorized, madeUp.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(1, edge.Issuer.Fetches);
    }

    [Fact]
    public async Task Rotation_NewKeyIsFound_AndATokenOfAWithdrawnKeyIsForgotten()
    {
        await using var edge = await GuardedGateway.StartAsync();
        var old = edge.Issuer.Token(Read);
        using var before = await edge.GetAsync(old);

        edge.Issuer.Rotate();
        using var withNew = await edge.GetAsync(edge.Issuer.Token(Read));
        using var withOld = await edge.GetAsync(old);
        edge.Issuer.Rotate(keepOld: false);
        using var afterWithdrawal = await edge.GetAsync(edge.Issuer.Token(Read));
        using var withdrawn = await edge.GetAsync(old);

        Assert.All([before, withNew, withOld, afterWithdrawal], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, withdrawn.StatusCode);
    }

    [Fact]
    public async Task IssuerDown_KnownKeysStillServe_AndWhatCantBeCheckedIs503()
    {
        await using var edge = await GuardedGateway.StartAsync();
        using var first = await edge.GetAsync(edge.Issuer.Token(Read));
        edge.Issuer.Failing = 500;

        using var known = await edge.GetAsync(edge.Issuer.Token(Read));
        using var unknown = await edge.GetAsync(edge.Issuer.Token(Read, signedBy: TestIssuer.NewKey()));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.StatusCode);
        Assert.NotNull(unknown.Headers.RetryAfter);
    }

    [Fact]
    public async Task IssuerNeverSeen_Is503AndNot401_UntilItComes()
    {
        await using var edge = await GuardedGateway.StartAsync();
        edge.Issuer.Failing = 404;
        var token = edge.Issuer.Token(Read);

        using var early = await edge.GetAsync(token);
        edge.Issuer.Failing = null;
        using var later = await edge.GetAsync(token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task OtherScheme_IsNotTheEdgesToJudge()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var identity = await Backend.StartAsync(app => app.MapTokenEcho());
        await using var gateway = await GatewayProcess.StartAsync([("services__identity__http__0", identity.Address), .. issuer.Settings]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "ZGVtbzpkZW1v");

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal("Basic ZGVtbzpkZW1v", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task NoAuthority_ARouteWithAScope_StopsTheStart()
    {
        var output = await GatewayProcess.FailAsync(("Authentication__Authority", ""));

        Assert.Contains("These routes ask for a scope", output, StringComparison.Ordinal);
        Assert.Contains("orders", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAuthority_NoScopes_TheStageIsOff()
    {
        await using var catalog = await Backend.StartAsync(app => app.MapTokenEcho());
        await using var gateway = await GatewayProcess.StartAsync(
            ("Authentication__Authority", ""),
            ("services__catalog__http__0", catalog.Address),
            OpenRoutes.ProductWrites,
            OpenRoutes.OrderReads,
            OpenRoutes.OrderWrites,
            OpenRoutes.Inventory);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/products");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer whatever");

        using var response = await gateway.Client.SendAsync(request);

        Assert.Equal("Bearer whatever", await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> ChallengeAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
            return Assert.Single(response.Headers.NonValidated["WWW-Authenticate"]);
        }
    }

    private static string WithAlgorithmNone(string token) =>
        $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}")}.{token.Split('.')[1]}.";

    /// <summary>The oldest trick: a verifier that takes the algorithm from the token checks an HMAC with a key that everyone has.</summary>
    private static string SignedWithThePublicKeyAsASecret(TestIssuer issuer)
    {
        var published = ((RsaSecurityKey)issuer.Key.Key).Rsa.ExportSubjectPublicKeyInfoPem();
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(published)) { KeyId = issuer.Key.Kid };
        return issuer.Token(Read, signedBy: new SigningCredentials(secret, SecurityAlgorithms.HmacSha256));
    }

    /// <summary>A real token whose scope was changed after it was signed.</summary>
    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("orders:write", "orders:read", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
