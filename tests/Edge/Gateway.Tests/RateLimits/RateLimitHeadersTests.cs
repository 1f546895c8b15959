using Gateway.RateLimits;

namespace Gateway.Tests.RateLimits;

public sealed class RateLimitHeadersTests
{
    private readonly RateLimitPolicy _policy =
        new("orders", new() { Rate = 100, Period = TimeSpan.FromMinutes(1), Burst = 150 }, TimeProvider.System);

    [Fact]
    public void Policy_IsTheBucketAndTheTimeThatItTakesToFill() => Assert.Equal("\"orders\";q=150;w=90", _policy.Headers.Policy);

    [Theory]
    [InlineData(150, "\"orders\";r=150;t=0")]
    [InlineData(149, "\"orders\";r=149;t=1")]
    [InlineData(50, "\"orders\";r=50;t=60")]
    [InlineData(0, "\"orders\";r=0;t=90")]
    public void Remaining_IsWhatIsLeftAndTheTimeUntilItIsFull(int tokens, string expected) =>
        Assert.Equal(expected, _policy.Headers.Remaining(tokens));

    [Fact]
    public void Remaining_SameNumber_IsTheSameString() => Assert.Same(_policy.Headers.Remaining(77), _policy.Headers.Remaining(77));

    [Fact]
    public void Remaining_LargeBucket_KeepsNoMoreThanItsBound()
    {
        var large = new RateLimitPolicy("large", new() { Rate = 1, Burst = 1_000_000 }, TimeProvider.System);

        Assert.Equal("\"large\";r=999999;t=1", large.Headers.Remaining(999_999));
        Assert.NotSame(large.Headers.Remaining(999_999), large.Headers.Remaining(999_999));
    }
}
