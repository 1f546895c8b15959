using System.Net;
using System.Web;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Identity.Tests;

/// <summary>People: the sign-in page, codes with PKCE, refresh tokens, and what is refused.</summary>
public sealed class SignInTests(DevelopmentIdentity development) : IClassFixture<DevelopmentIdentity>
{
    [Fact]
    public async Task CodeWithPkce_GivesTokensAboutThePerson()
    {
        using var alice = NewPerson();

        var tokens = await (await alice.RedeemAsync(await alice.CodeAsync("alice"))).JsonAsync();

        var access = new JsonWebToken(tokens["access_token"]!.GetValue<string>());
        var id = new JsonWebToken(tokens["id_token"]!.GetValue<string>());
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("shop", Assert.Single(access.Audiences));
        Assert.True(Guid.TryParse(access.Subject, out _));
        Assert.False(access.TryGetClaim("name", out _));
        Assert.Equal(access.Subject, id.Subject);
        Assert.Equal("alice", id.GetClaim("name").Value);
        Assert.Equal("web", Assert.Single(id.Audiences));
    }

    [Fact]
    public async Task SecondVisit_NeedsNoPassword_UnlessTheClientWantsOne()
    {
        using var alice = NewPerson();
        await alice.CodeAsync("alice");

        using var again = await alice.GetAsync(alice.AuthorizeWithPkce());
        using var anew = await alice.GetAsync(alice.AuthorizeWithPkce("&prompt=login"));

        Assert.NotEmpty(Person.CodeOf(again));
        Assert.StartsWith("/connect/signin?", anew.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("prompt", Uri.UnescapeDataString(anew.Headers.Location.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromptNone_WithoutASession_SaysSoToTheClient()
    {
        using var nobody = NewPerson();

        using var response = await nobody.GetAsync(nobody.AuthorizeWithPkce("&prompt=none"));

        Assert.Equal("login_required", HttpUtility.ParseQueryString(response.Headers.Location!.Query)["error"]);
    }

    [Fact]
    public async Task Code_IsGoodOnce_AndForItsOwnVerifierOnly()
    {
        using var alice = NewPerson();
        var stolen = await alice.CodeAsync("alice");
        var code = Person.CodeOf(await alice.GetAsync(alice.AuthorizeWithPkce()));

        Assert.Equal("invalid_grant", await (await alice.RedeemAsync(stolen, new string('v', 43))).ErrorAsync(HttpStatusCode.BadRequest));
        await (await alice.RedeemAsync(code)).JsonAsync();
        Assert.Equal("invalid_grant", await (await alice.RedeemAsync(code)).ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task RefreshToken_GivesANewOne_AndASecondUseEndsTheSession()
    {
        using var alice = NewPerson();
        var first = await (await alice.RedeemAsync(await alice.CodeAsync("alice"))).JsonAsync();

        var second = await (await alice.RefreshAsync(first)).JsonAsync();
        var reused = await (await alice.RefreshAsync(first)).ErrorAsync(HttpStatusCode.BadRequest);
        var after = await (await alice.RefreshAsync(second)).ErrorAsync(HttpStatusCode.BadRequest);

        Assert.NotEqual(first["refresh_token"]!.GetValue<string>(), second["refresh_token"]!.GetValue<string>());
        Assert.Equal("invalid_grant", reused);
        Assert.Equal("invalid_grant", after);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&code_challenge_method=plain&code_challenge=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task WithoutPkce_OrWithAPlainOne_NobodyIsAskedToSignIn(string challenge)
    {
        using var alice = NewPerson();

        using var response = await alice.GetAsync(Person.Authorize(challenge));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("code_challenge", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherRedirect_IsNotFollowed()
    {
        using var alice = NewPerson();

        using var response = await alice.GetAsync(
            Person.Authorize($"&code_challenge_method=S256&code_challenge={alice.Challenge}", "https://evil.example/"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/connect/authorize/../../evil")]
    [InlineData("/\\evil.example")]
    public async Task SignInPage_LeadsNowhereElse(string returnUrl)
    {
        using var alice = NewPerson();

        using var page = await alice.GetAsync($"/connect/signin?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task SignInPage_CanRunNoScript_AndShowsNoMarkupOfOthers()
    {
        using var alice = NewPerson();
        var path = alice.AuthorizeWithPkce("&state=\"><script>alert(1)</script>");

        using var wrong = await alice.SignInAsync("\"><script>alert(2)</script>", "x", path);
        var html = await wrong.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Assert.Single(wrong.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var alice = NewPerson();

        using var response = await alice.PostAsync(
            "/connect/signin", new() { ["name"] = "alice", ["password"] = "Pass123$", ["returnUrl"] = alice.AuthorizeWithPkce() });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task WrongPassword_AndUnknownName_LookTheSame()
    {
        using var alice = NewPerson();
        using var nobody = NewPerson();

        using var wrong = await alice.SignInAsync("alice", "wrong", address: "192.0.2.10");
        using var unknown = await nobody.SignInAsync("alicf", "wrong", address: "192.0.2.10");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Equal(Words(await wrong.Content.ReadAsStringAsync()), Words(await unknown.Content.ReadAsStringAsync()));

        static string Words(string html) => html[html.IndexOf("<p role", StringComparison.Ordinal)..html.IndexOf("</p>", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Guessing_IsStopped_ForThatAddress_AndNotForTheUserElsewhere()
    {
        const string Attacker = "192.0.2.66";
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var attacker = NewPerson();
            using var guess = await attacker.SignInAsync("bob", $"guess {i}", address: Attacker);
            guesses.Add(guess.StatusCode);
        }

        using var attackerAgain = NewPerson();
        using var right = await attackerAgain.SignInAsync("bob", "Pass123$", address: Attacker);
        using var bob = NewPerson();
        using var elsewhere = await bob.SignInAsync("bob", "Pass123$", address: "192.0.2.77");

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 5), HttpStatusCode.TooManyRequests], guesses);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(5), right.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Fact]
    public async Task LogOut_WithTheIdToken_EndsTheSession_AndWithoutItNothing()
    {
        using var alice = NewPerson();
        var tokens = await (await alice.RedeemAsync(await alice.CodeAsync("alice"))).JsonAsync();

        using var forged = await alice.GetAsync("/connect/logout");
        using var still = await alice.GetAsync(alice.AuthorizeWithPkce());
        using var logout = await alice.GetAsync(
            $"/connect/logout?id_token_hint={tokens["id_token"]!.GetValue<string>()}&post_logout_redirect_uri={Uri.EscapeDataString(Person.Back)}");
        using var gone = await alice.GetAsync(alice.AuthorizeWithPkce());

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.NotEmpty(Person.CodeOf(still));
        Assert.Equal(Person.Back, logout.Headers.Location?.AbsoluteUri);
        Assert.StartsWith("/connect/signin?", gone.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_EndsTheRefreshToken()
    {
        using var alice = NewPerson();
        var tokens = await (await alice.RedeemAsync(await alice.CodeAsync("alice"))).JsonAsync();

        using var revoked = await development.Identity.Client.PostFormAsync(
            "/connect/revoke", ("client_id", "web"), ("token", tokens["refresh_token"]!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal("invalid_grant", await (await alice.RefreshAsync(tokens)).ErrorAsync(HttpStatusCode.BadRequest));
    }

    private Person NewPerson() => new(development.Identity.Browser());
}
