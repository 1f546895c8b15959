namespace ServiceDefaults;

/// <summary>A token of this service, with the times (of the time provider's clock) when to ask for the next and when it is of no use.</summary>
internal sealed record ServiceToken(string Value, DateTimeOffset RenewAt, DateTimeOffset ExpiresAt);
