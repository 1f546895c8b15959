using Gateway.Protocols;

namespace Gateway.Tests.Protocols;

public sealed class Http3SupportTests
{
    [Theory]
    [InlineData(true, "10.0.13", null)]
    [InlineData(true, "11.0.0", null)]
    [InlineData(true, "10.0.12", ".NET 10.0.13 or later (this is 10.0.12)")]
    [InlineData(false, "10.0.13", "libmsquic")]
    [InlineData(false, "10.0.12", "libmsquic")]
    public void Of_NamesWhatIsMissing(bool hasQuic, string runtime, string? missing)
    {
        var support = Http3Support.Of(hasQuic, Version.Parse(runtime));

        Assert.Equal(missing is null, support.IsSupported);
        Assert.Contains(missing ?? "", support.Missing ?? "", StringComparison.Ordinal);
    }
}
