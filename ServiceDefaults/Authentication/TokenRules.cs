using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults;

/// <summary>When a signed token is believed: RFC 9068, section 4, and RFC 8725.</summary>
internal static class TokenRules
{
    /// <summary>Asymmetric ones only. With HMAC, whoever may read the key may sign, and a public key could be passed off as a secret.</summary>
    public static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>An id token is signed by the same keys and is no access token: the type tells them apart.</summary>
    private static readonly string[] Types = ["at+jwt", "application/at+jwt"];

    /// <summary>What can be refused without a key; null when the rest needs one.</summary>
    public static string? Refusal(JsonWebToken token) =>
        !Algorithms.Contains(token.Alg) ? "The token is not signed with an algorithm that is accepted here."
        : !Types.Contains(token.Typ, StringComparer.OrdinalIgnoreCase) ? "The token is not an access token: its typ is not at+jwt."
        : string.IsNullOrEmpty(token.Kid) ? "The token does not name the key that it is signed with."
        : null;

    public static TokenValidationParameters Parameters(KeySet keys, SecurityKey key, TokenOptions options, TimeProvider time) => new()
    {
        ValidAlgorithms = Algorithms,
        ValidTypes = Types,
        ValidIssuer = keys.Issuer,
        ValidAudience = options.Audience,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ClockSkew = options.ClockSkew,
        LifetimeValidator = (from, until, _, _) => Lifetime(from, until, options.ClockSkew, time.GetUtcNow().UtcDateTime),
    };

    /// <summary>Why a token did not pass, in words that tell its sender what to do.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token has no expiry.",
        SecurityTokenInvalidIssuerException => "The token is from another issuer.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        _ => "The signature of the token is not that of its issuer.",
    };

    private static bool Lifetime(DateTime? from, DateTime? until, TimeSpan skew, DateTime now) =>
        until is null ? throw new SecurityTokenNoExpirationException()
        : until < now - skew ? throw new SecurityTokenExpiredException()
        : from > now + skew ? throw new SecurityTokenNotYetValidException()
        : true;
}
