namespace Gateway.RateLimits;

/// <summary>What one round trip asks of the shared bucket.</summary>
/// <param name="Need">Tokens for requests that wait now: all that are there.</param>
/// <param name="Spare">Tokens to hold ahead of need: at most an eighth of what is there then, so that the last ones are nobody's to hoard.</param>
/// <param name="Back">Tokens of an earlier lease that were not used.</param>
/// <param name="Owed">Tokens that this gateway gave out alone, while it could not ask.</param>
internal readonly record struct LeaseRequest(int Need, int Spare, int Back, int Owed);
