namespace Gateway.RateLimits;

/// <param name="Granted">Tokens that have left the shared bucket.</param>
/// <param name="MicrosecondsToFull">Its state after that.</param>
internal readonly record struct LeaseReply(int Granted, long MicrosecondsToFull);
