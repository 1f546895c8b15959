using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults;

/// <summary>The issuer's keys as last fetched, and the tokens found valid by them: other keys begin with none.</summary>
/// <param name="Issuer">The <c>iss</c> of the tokens that these keys sign.</param>
/// <param name="Document">The key document (JWKS) as it came.</param>
/// <param name="Keys">Public keys by <c>kid</c>.</param>
/// <param name="Cache">Valid tokens.</param>
/// <param name="FetchedAt">A timestamp of the time provider.</param>
internal sealed record KeySet(
    string Issuer, string Document, FrozenDictionary<string, SecurityKey> Keys, TokenCache Cache, long FetchedAt)
{
    /// <summary>Only asymmetric signing keys: a published secret is none, and a key for encryption proves nothing.</summary>
    public static FrozenDictionary<string, SecurityKey> Read(string document) => JsonWebKeySet.Create(document).Keys
        .Where(key => key is { Kid.Length: > 0, Kty: "RSA" or "EC" } && key.Use is null or "sig")
        .DistinctBy(key => key.Kid)
        .ToFrozenDictionary(key => key.Kid, SecurityKey (key) => key);
}
