using System.Net;
using System.Security.Claims;
using Gateway.RateLimits;

namespace Gateway.Tests.RateLimits;

public sealed class CallerKeyTests
{
    private static readonly RateLimitPolicy BySubject = new("p", new() { By = LimitBy.Subject }, TimeProvider.System);
    private static readonly RateLimitPolicy ByAddress = new("p", new() { By = LimitBy.Address }, TimeProvider.System);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    public void Of_Address_IsTheHostOrItsNetwork(string address, string expected)
    {
        var key = CallerKey.Of(BySubject, new ClaimsPrincipal(), IPAddress.Parse(address));

        Assert.Equal(expected, key.ToString());
        Assert.True(CallerKey.TryParse(BySubject, expected, out var parsed));
        Assert.Equal(key, parsed);
    }

    [Theory]
    [InlineData("sub=alice client_id=web", "sub:alice")]
    [InlineData("client_id=demo", "client:demo")]
    [InlineData("sub= client_id=demo", "client:demo")]
    [InlineData("scope=x", "203.0.113.7")]
    public void Of_SignedIn_IsTheSubjectElseTheClient(string claims, string expected)
    {
        var key = CallerKey.Of(BySubject, SignedIn(claims), IPAddress.Parse("203.0.113.7"));

        Assert.Equal(expected, key.ToString());
        Assert.True(CallerKey.TryParse(BySubject, expected, out var parsed));
        Assert.Equal(key, parsed);
    }

    [Fact]
    public void Of_PolicyByAddress_DoesNotAskWho() =>
        Assert.Equal("203.0.113.7", CallerKey.Of(ByAddress, SignedIn("sub=alice"), IPAddress.Parse("203.0.113.7")).ToString());

    [Fact]
    public void Of_ClaimsOfAnIdentityThatIsNotAuthenticated_AreNotBelieved()
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "alice")]));

        Assert.Equal("203.0.113.7", CallerKey.Of(BySubject, user, IPAddress.Parse("203.0.113.7")).ToString());
    }

    [Fact]
    public void Of_LongSubject_IsKeptAsItsHash()
    {
        var name = new string('x', 10_000);

        var key = CallerKey.Of(BySubject, SignedIn($"sub={name}"), null);

        Assert.Matches("^sub:[0-9a-f]{64}$", key.ToString());
        Assert.True(CallerKey.TryParse(BySubject, $"sub:{name}", out var parsed));
        Assert.Equal(key, parsed);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("sub:")]
    [InlineData("")]
    public void TryParse_SomethingElse_IsFalse(string text) => Assert.False(CallerKey.TryParse(BySubject, text, out _));

    private static ClaimsPrincipal SignedIn(string claims) =>
        new(new ClaimsIdentity(claims.Split(' ').Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1])), "test"));
}
