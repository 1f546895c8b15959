using System.ComponentModel.DataAnnotations;
using Gateway.Cache;

namespace Gateway.Tests.Cache;

public sealed class EdgeCacheOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(Problems(new EdgeCacheOptions()));

    [Fact]
    public void Bounds_AreChecked()
    {
        Assert.Equal([nameof(EdgeCacheOptions.TotalBytes)], Problems(new EdgeCacheOptions { TotalBytes = 1000 }));
        Assert.Equal([nameof(EdgeCacheOptions.MaxVariants)], Problems(new EdgeCacheOptions { MaxVariants = 0 }));
        Assert.Equal([nameof(EdgeCacheOptions.FetchTimeout)], Problems(new EdgeCacheOptions { FetchTimeout = TimeSpan.Zero }));
        Assert.Equal([nameof(EdgeCacheOptions.MaxEntryBytes)], Problems(new EdgeCacheOptions { TotalBytes = 1 << 20 }));
    }

    private static string[] Problems(EdgeCacheOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.SelectMany(result => result.MemberNames)];
    }
}
