namespace Gateway.RateLimits;

/// <summary>What becomes of one request.</summary>
/// <param name="Allowed">It has its token.</param>
/// <param name="Remaining">Tokens that its caller has left, as far as this gateway knows: others may have spent some since it last asked.</param>
/// <param name="RetryAfter">For a refused request: whole seconds until there is a token, at least 1.</param>
internal readonly record struct RateLimitDecision(bool Allowed, int Remaining, int RetryAfter);
