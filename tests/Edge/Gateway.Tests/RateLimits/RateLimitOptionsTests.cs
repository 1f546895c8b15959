using Gateway.RateLimits;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Tests.RateLimits;

public sealed class RateLimitOptionsTests
{
    private readonly RateLimitOptionsValidator _validator = new();

    [Fact]
    public void Validate_Defaults_Pass() =>
        Assert.True(_validator.Validate(null, new() { Policies = { ["orders"] = new() } }).Succeeded);

    [Theory]
    [InlineData(0, 1, "Rate")]
    [InlineData(1, 0, "Burst")]
    [InlineData(1, 1_000_001, "Burst")]
    public void Validate_OutOfRange_NamesThePolicyAndTheField(int rate, int burst, string field)
    {
        var result = _validator.Validate(null, new() { Policies = { ["orders"] = new() { Rate = rate, Burst = burst } } });

        Assert.Matches($"^RateLimits:Policies:orders: .*{field}.*between 1 and 1000000", Assert.Single(result.Failures!));
    }

    [Fact]
    public void Validate_NameThatBreaksAHeader_Fails() =>
        Assert.True(_validator.Validate(null, new() { Policies = { ["a\"b"] = new() } }).Failed);

    [Fact]
    public void Validate_SectionOutOfRange_Fails() =>
        Assert.Contains("MaxCallers", Assert.Single(_validator.Validate(null, new() { MaxCallers = 0 }).Failures!), StringComparison.Ordinal);

    [Fact]
    public async Task Route_UnknownPolicy_IsRefusedAndTheMessageNamesThoseThatThereAre()
    {
        var options = Options.Create(new RateLimitOptions { Policies = { ["orders"] = new() } });
        var filter = new KnownRateLimits(new RateLimitPolicies(options, TimeProvider.System));
        var route = new RouteConfig { RouteId = "r", Metadata = new Dictionary<string, string> { ["RateLimit"] = "oders" } };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await filter.ConfigureRouteAsync(route, null, CancellationToken.None));

        Assert.Contains("'oders'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("name one of: orders.", error.Message, StringComparison.Ordinal);
    }
}
