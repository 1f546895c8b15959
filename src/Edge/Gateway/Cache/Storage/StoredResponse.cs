using System.Globalization;
using Gateway.Cache.Rules;
using Microsoft.Extensions.Primitives;

namespace Gateway.Cache.Storage;

/// <summary>
/// A response, ready to be sent again. It never changes: a validation replaces it, so that whoever is sending it meanwhile sends one version.
/// </summary>
internal sealed class StoredResponse
{
    /// <summary>What an entry costs beyond its texts and its body, in bytes, roughly.</summary>
    private const int Overhead = 512;

    private long _hits;
    private AgeText _text = new(-1, default, default);

    public required ResponseMeta Meta { get; init; }

    public required Freshness Freshness { get; init; }

    /// <summary>As the origin sent them, without those of one connection or one exchange.</summary>
    public required KeyValuePair<string, StringValues>[] Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required SelectingFields Selecting { get; init; }

    public required string[] SurrogateKeys { get; init; }

    /// <summary>The <c>Cache-Status</c> of caches behind this one.</summary>
    public StringValues OriginCacheStatus { get; init; }

    public int Status => Meta.Status;

    public CacheDirectives Directives => Meta.Directives;

    public long Hits => Volatile.Read(ref _hits);

    public int Size => Overhead + Body.Length + Headers.Sum(header => 2 * (header.Key.Length + header.Value.ToString().Length)) +
        (2 * SurrogateKeys.Sum(key => key.Length));

    // A count for people: an increment lost to a rival is not worth a locked one.
    public void CountHit() => _hits++;

    /// <summary>The value of a header as one text; null where it is absent.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>What a hit says of itself, formatted once a second instead of once a hit.</summary>
    public AgeText TextAt(DateTimeOffset now)
    {
        var age = (long)Freshness.Age(now).TotalSeconds;
        var text = _text;
        return text.Seconds == age ? text : _text = Format(age);
    }

    private AgeText Format(long age)
    {
        var ttl = (long)Freshness.Lifetime.TotalSeconds - age;
        var status = string.Create(CultureInfo.InvariantCulture, $"{CacheStatus.Name}; hit; ttl={ttl}");
        return new AgeText(age, age.ToString(CultureInfo.InvariantCulture), StringValues.Concat(OriginCacheStatus, status));
    }
}
