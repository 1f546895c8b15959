namespace Gateway.RateLimits;

/// <summary>What a gateway can say of a request from what it holds itself.</summary>
internal enum Verdict
{
    Allowed,

    /// <summary>Allowed, and it is time to lease more.</summary>
    AllowedRunningLow,
    Refused,

    /// <summary>Only the shared bucket knows.</summary>
    AskShared,
}
