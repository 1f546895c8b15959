using Gateway.Cache.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Cache;

/// <summary>RFC 9110, section 5.6.7, to the letter.</summary>
public sealed class HttpDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 1994)]
    [InlineData("SUN, 06 NOV 1994 08:49:37 gMT", 1994)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 1994)]
    [InlineData("Sun Nov  6 08:49:37 1994", 1994)]
    [InlineData("Sunday, 06-Nov-50 08:49:37 GMT", 2050)]
    [InlineData("Sun, 06 Nov 2286 08:49:37 GMT", 2286)]
    public void Parse_TheThreeForms(string text, int year) =>
        Assert.Equal(new DateTimeOffset(year, 11, 6, 8, 49, 37, TimeSpan.Zero), HttpDate.Parse(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("Thu, 18 Aug 2050 02:01:18 UTC")]
    [InlineData("Thu, 18 Aug 2050 02:01:18 AEST")]
    [InlineData("Thu, 18 Aug 2050 02:01:18")]
    [InlineData("Thu, 18 Aug 50 02:01:18 GMT")]
    [InlineData("Thu 18 Aug 2050 02:01:18 GMT")]
    [InlineData("Thu, 18  Aug  2050 02:01:18 GMT")]
    [InlineData("Thu, 18-Aug-2050 02:01:18 GMT")]
    [InlineData("Thu, 18 Aug 2050 02.01.18 GMT")]
    [InlineData("Thu, 18 Aug 2050 2:01:18 GMT")]
    [InlineData("Thu, 31 Feb 2050 02:01:18 GMT")]
    [InlineData("Thu, 18 Aug 2050 25:01:18 GMT")]
    [InlineData("Thu, 18 Foo 2050 02:01:18 GMT")]
    public void Parse_AnythingElse_IsNoDate(string text) => Assert.Null(HttpDate.Parse(text, Now));

    [Fact]
    public void Parse_TwoLines_IsNoDate() =>
        Assert.Null(HttpDate.Parse(new StringValues(["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"]), Now));
}
