using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>Section <c>Authentication</c>: whose tokens are believed.</summary>
public sealed record TokenOptions
{
    public const string Section = "Authentication";

    /// <summary>
    /// Where the issuer is asked for its keys: an absolute address, whose host may be a service's name. Null or empty: nobody's tokens are
    /// believed.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>The <c>iss</c> that tokens must have; null for the issuer that the authority's discovery document names.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must have.</summary>
    [Required]
    public string Audience { get; set; } = "shop";

    /// <summary>How far the clocks of issuer and reader may differ: 0 to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How old the known keys may be before they are fetched again in the background: 1 s to 1 day. An issuer publishes a new key longer than
    /// this before it signs with it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshKeysEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The least time between two fetches: 0 to 10 min. A token with an unknown key asks for one, and anyone can make up such tokens.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RefreshKeysAtMostEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Validated tokens that are remembered: 0 to 1,000,000, some 2 KiB each.</summary>
    [Range(0, 1_000_000)]
    public int RememberedTokens { get; set; } = 10_000;
}
