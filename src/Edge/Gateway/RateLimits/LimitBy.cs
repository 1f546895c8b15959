namespace Gateway.RateLimits;

/// <summary>Whose requests one bucket counts.</summary>
internal enum LimitBy
{
    /// <summary>The authenticated caller: claim <c>sub</c>, else <c>client_id</c>. Who has not signed in is counted by address.</summary>
    Subject,

    /// <summary>The client's address, whoever it says it is. IPv6 by its /64, which is what one customer is given.</summary>
    Address,
}
