using System.Collections.Frozen;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults;

/// <summary>
/// Says whether a bearer token is to be believed. The edge and the services use this one: what the edge lets in, a service that is asked
/// directly would let in too, and nothing else.
/// </summary>
public sealed class TokenValidator
{
    /// <summary>The longest token that is looked at, in characters. Kestrel takes headers of 32 KiB in all.</summary>
    public const int MaxLength = 8192;

    /// <summary>The claim that holds scopes, as an authorization server writes it (RFC 9068) and as a caller has it here.</summary>
    public const string ScopeClaim = "scope";

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private static readonly TokenOutcome.Invalid Malformed = new("The token is malformed.");
    private static readonly TokenOutcome.Invalid Expired = new("The token has expired.");

    private readonly SigningKeys _keys;
    private readonly TokenOptions _options;
    private readonly TimeProvider _time;

    internal TokenValidator(SigningKeys keys, IOptions<TokenOptions> options, TimeProvider time) =>
        (_keys, _options, _time) = (keys, options.Value, time);

    /// <summary>Looks at a token: a microsecond for one that was seen valid before, a signature's check for another.</summary>
    public ValueTask<TokenOutcome> ValidateAsync(ReadOnlyMemory<char> token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > MaxLength || !Ascii.IsValid(token.Span))
        {
            return new(Malformed);
        }

        var hash = TokenHash.Of(token.Span);
        if (_keys.Current?.Cache.Find(hash) is { } known)
        {
            return new(known.ExpiresAt < _time.GetUtcNow() - _options.ClockSkew ? Expired : known);
        }

        return CheckAsync(token.ToString(), hash, cancellationToken);
    }

    private async ValueTask<TokenOutcome> CheckAsync(string token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (Read(token) is not { } jwt)
        {
            return Malformed;
        }

        if (TokenRules.Refusal(jwt) is { } refusal)
        {
            return new TokenOutcome.Invalid(refusal);
        }

        var keys = await _keys.GetAsync(cancellationToken);
        if (keys is not null && !keys.Keys.ContainsKey(jwt.Kid))
        {
            keys = await _keys.RefreshedAsync(cancellationToken);
        }

        if (keys is null)
        {
            return TokenOutcome.KeysUnavailable.Instance;
        }

        return keys.Keys.TryGetValue(jwt.Kid, out var key)
            ? await VerifyAsync(jwt, hash, keys, key)
            : new TokenOutcome.Invalid("The token is signed with a key that its issuer does not publish.");
    }

    private async Task<TokenOutcome> VerifyAsync(JsonWebToken jwt, TokenHash hash, KeySet keys, SecurityKey key)
    {
        var result = await Handler.ValidateTokenAsync(jwt, TokenRules.Parameters(keys, key, _options, _time));
        if (!result.IsValid)
        {
            return new TokenOutcome.Invalid(TokenRules.Reason(result.Exception));
        }

        var valid = Accept(jwt);
        keys.Cache.Add(hash, valid);
        return valid;
    }

    private static TokenOutcome.Valid Accept(JsonWebToken jwt)
    {
        var scopes = jwt.Claims
            .Where(claim => claim.Type == ScopeClaim)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.Ordinal);
        var claims = jwt.Claims.Where(claim => claim.Type != ScopeClaim).Concat(scopes.Select(scope => new Claim(ScopeClaim, scope)));
        var caller = new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer", "sub", "role"));
        return new TokenOutcome.Valid(caller, scopes, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }
}
