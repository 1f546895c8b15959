using Catalog.Products;
using CsCheck;

namespace Catalog.Tests;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("kettle", "kettle:*")]
    [InlineData("  pour-over  kett ", "pour:* & over:* & kett:*")]
    [InlineData("crème brûlée", "crème:* & brûlée:*")]
    [InlineData("a & !b | (c:*)", "a:* & b:* & c:*")]
    [InlineData("'; DROP TABLE products", "DROP:* & TABLE:* & products:*")]
    [InlineData("!&|", "")]
    public void ToTsQuery_TakesWordsOnly(string text, string expected) => Assert.Equal(expected, SearchTerms.ToTsQuery(text));

    [Fact]
    public void ToTsQuery_OfAnyText_HasNoOperatorOfTheTexts() => Gen.String.Sample(text =>
        SearchTerms.ToTsQuery(text) is "" || SearchTerms.ToTsQuery(text).Split(" & ").All(term =>
            term.EndsWith(":*", StringComparison.Ordinal) && term[..^2].All(c => char.IsLetterOrDigit(c) || char.IsNumber(c))));
}
