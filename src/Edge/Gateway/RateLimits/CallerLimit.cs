namespace Gateway.RateLimits;

/// <summary>One caller's bucket, for people who operate the gateway.</summary>
/// <param name="Caller"><c>sub:alice</c>, <c>client:demo</c>, <c>203.0.113.7</c> or <c>2001:db8::/64</c>.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Burst">Tokens in a full bucket.</param>
/// <param name="Local">Tokens that this gateway holds: its lease, or while it is alone its own bucket.</param>
/// <param name="Shared">Tokens in the shared bucket; null when it can't be asked.</param>
internal sealed record CallerLimit(string Caller, string Policy, int Burst, int Local, int? Shared);
