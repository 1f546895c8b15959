namespace Gateway.RateLimits;

/// <summary>What a <see cref="CallerKey"/> is made of.</summary>
internal enum CallerKind
{
    Subject,
    Client,
    IPv4Address,
    IPv6Network,
}
