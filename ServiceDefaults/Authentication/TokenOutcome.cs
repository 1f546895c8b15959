using System.Collections.Frozen;
using System.Security.Claims;

namespace ServiceDefaults;

/// <summary>What came of looking at a token.</summary>
public abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    /// <summary>It is the issuer's, for us, and in time.</summary>
    /// <param name="Caller">Its claims; one claim <c>scope</c> for each scope.</param>
    /// <param name="Scopes">What it allows.</param>
    /// <param name="ExpiresAt">Its <c>exp</c>.</param>
    public sealed record Valid(ClaimsPrincipal Caller, FrozenSet<string> Scopes, DateTimeOffset ExpiresAt) : TokenOutcome;

    /// <summary>It must not be believed.</summary>
    /// <param name="Reason">For the client's eyes: says nothing that the token did not, and has no quote or backslash (RFC 6750).</param>
    public sealed record Invalid(string Reason) : TokenOutcome;

    /// <summary>Nobody can tell now: the issuer's keys are not known here and can't be fetched.</summary>
    public sealed record KeysUnavailable : TokenOutcome
    {
        public static readonly KeysUnavailable Instance = new();
    }
}
