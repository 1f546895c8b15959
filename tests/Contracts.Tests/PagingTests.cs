namespace Contracts.Tests;

public sealed class PagingTests
{
    [Theory]
    [InlineData(1, 0, "first last")]
    [InlineData(1, 20, "first last")]
    [InlineData(1, 21, "first next last")]
    [InlineData(2, 60, "first prev next last")]
    [InlineData(3, 60, "first prev last")]
    [InlineData(9, 60, "first prev last")]
    public void Links_LeadOnlyWhereThereIsAPage(int page, int total, string relations)
    {
        var header = PageLinks.Header("/things", new PageRequest(page, 20), total);

        Assert.Equal(relations, string.Join(' ', header.Split("rel=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"')])));
    }

    [Fact]
    public void Links_KeepTheFilters() =>
        Assert.Equal(
            """</things?pageSize=5&q=a%20%26%20b&page=1>; rel="first", </things?pageSize=5&q=a%20%26%20b&page=1>; rel="last" """.TrimEnd(),
            PageLinks.Header("/things", new PageRequest(1, 5), 3, ("q", "a & b"), ("category", null)));

    [Fact]
    public void Links_PastTheEnd_LeadBackToTheLastPage() =>
        Assert.Contains("&page=3>; rel=\"prev\"", PageLinks.Header("/things", new PageRequest(9, 20), 60), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, 1, 20)]
    [InlineData("3", "100", 3, 100)]
    public void Parse_Good(string? page, string? size, int expectedPage, int expectedSize)
    {
        var errors = new Dictionary<string, string[]>();

        Assert.Equal(new PageRequest(expectedPage, expectedSize), PageRequest.Parse(page, size, errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("0", "20", "page")]
    [InlineData("-1", "20", "page")]
    [InlineData("10001", "20", "page")]
    [InlineData("1.5", "20", "page")]
    [InlineData("99999999999999", "20", "page")]
    [InlineData("1", "0", "pageSize")]
    [InlineData("1", "101", "pageSize")]
    [InlineData("1", "", "pageSize")]
    public void Parse_Bad_NamesTheField(string page, string size, string field)
    {
        var errors = new Dictionary<string, string[]>();

        PageRequest.Parse(page, size, errors);

        Assert.Equal([field], errors.Keys);
    }
}
