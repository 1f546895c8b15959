using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Contracts;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Identity.Tests;

/// <summary>Discovery, and clients that act for themselves.</summary>
public sealed class ClientTests(DevelopmentIdentity development) : IClassFixture<DevelopmentIdentity>
{
    private HttpClient Client => development.Identity.Client;

    [Fact]
    public async Task Discovery_NamesPublicAddresses_WhoeverAsks()
    {
        var document = await (await Client.GetAsync("/.well-known/openid-configuration")).JsonAsync();

        Assert.Equal($"{IdentityProcess.Issuer}/", document["issuer"]!.GetValue<string>());
        Assert.Equal($"{IdentityProcess.Issuer}/connect/token", document["token_endpoint"]!.GetValue<string>());
        Assert.Equal($"{IdentityProcess.Issuer}/connect/authorize", document["authorization_endpoint"]!.GetValue<string>());
        Assert.Equal($"{IdentityProcess.Issuer}/.well-known/jwks", document["jwks_uri"]!.GetValue<string>());
        Assert.Equal(["S256"], document["code_challenge_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>()));
    }

    [Fact]
    public async Task KeyDocument_HoldsPublicPartsAlone()
    {
        var document = await (await Client.GetAsync("/.well-known/jwks")).JsonAsync();

        var key = Assert.Single(document["keys"]!.AsArray())!.AsObject();
        Assert.Equal("RSA", key["kty"]!.GetValue<string>());
        Assert.False(key.ContainsKey("d"));
    }

    [Fact]
    public async Task ClientCredentials_GiveASignedAccessTokenForTheShop()
    {
        var answer = await (await Client.AskTokenAsync("demo", "demo", "orders:read catalog:write")).JsonAsync();

        var token = new JsonWebToken(answer["access_token"]!.GetValue<string>());
        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal("RS256", token.Alg);
        Assert.Equal($"{IdentityProcess.Issuer}/", token.Issuer);
        Assert.Equal("shop", Assert.Single(token.Audiences));
        Assert.Equal("demo", token.Subject);
        Assert.Equal("demo", token.GetClaim("client_id").Value);
        Assert.Equal("orders:read catalog:write", token.GetClaim("scope").Value);
        Assert.Equal(TimeSpan.FromMinutes(10), token.ValidTo - token.IssuedAt);
        Assert.InRange(answer["expires_in"]!.GetValue<int>(), 590, 600);
    }

    [Theory]
    [InlineData("demo", false)]
    [InlineData("admin", true)]
    public async Task NoScopeAskedFor_AllThatTheClientMayHave(string client, bool admin)
    {
        var token = new JsonWebToken(await (await Client.AskTokenAsync(client, client)).AccessTokenAsync());

        var expected = Scopes.All.Where(scope => admin || scope != Scopes.Admin);
        Assert.Equal(expected.Order(), token.GetClaim("scope").Value.Split(' ').Order());
    }

    [Fact]
    public async Task BasicAuthentication_WorksToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("demo:demo")));

        Assert.NotEmpty(await (await Client.SendAsync(request)).AccessTokenAsync());
    }

    [Fact]
    public async Task WrongSecret_UnknownClient_UnknownScope_ForbiddenScope_AreRefused()
    {
        Assert.Equal("invalid_client", await (await Client.AskTokenAsync("demo", "wrong")).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("invalid_client", await (await Client.AskTokenAsync("nobody", "demo")).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("invalid_scope", await (await Client.AskTokenAsync("demo", "demo", "everything")).ErrorAsync(HttpStatusCode.BadRequest));
        Assert.Equal("invalid_request", await (await Client.AskTokenAsync("demo", "demo", Scopes.Admin)).ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task OtherGrants_AreNotThere()
    {
        var password = await Client.PostFormAsync(
            "/connect/token", ("grant_type", "password"), ("client_id", "demo"), ("client_secret", "demo"), ("username", "alice"), ("password", "Pass123$"));

        Assert.Equal("unsupported_grant_type", await password.ErrorAsync(HttpStatusCode.BadRequest));
    }
}
