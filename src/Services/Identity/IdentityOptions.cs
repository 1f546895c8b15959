using System.ComponentModel.DataAnnotations;

namespace Identity;

/// <summary>Section <c>Identity</c>.</summary>
internal sealed record IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>The public address of this system, which is the <c>iss</c> of its tokens: the edge's, not this service's own.</summary>
    [Required]
    public Uri Issuer { get; set; } = new("https://localhost:7443");

    /// <summary>
    /// Encrypts the signing keys at rest, at least 22 characters. All replicas have the same. Without it the keys lie in Postgres as they are,
    /// which is refused outside Development.
    /// </summary>
    [MinLength(22)]
    public string? KeySecret { get; set; }

    /// <summary>How long an access token is valid: 1 min to 1 h. Nobody asks again in between, so this is how long a revoked right lives on.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session lives without use: 1 h to 90 days. Each use of a refresh token gives a new one.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Clients that are services of this system: secret by client id, each at least 22 characters. They may reserve stock.</summary>
    public Dictionary<string, string> Services { get; set; } = [];

    /// <summary>An address under the issuer's.</summary>
    public Uri At(string path) => new($"{Issuer.AbsoluteUri.TrimEnd('/')}{path}");
}
