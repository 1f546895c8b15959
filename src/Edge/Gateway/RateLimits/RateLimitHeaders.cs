namespace Gateway.RateLimits;

/// <summary>
/// <c>RateLimit</c> and <c>RateLimit-Policy</c>, as draft-ietf-httpapi-ratelimit-headers has them: lists of strings with parameters (RFC 9651).
/// Both say tokens: the quota <c>q</c> is a full bucket and <c>w</c> the seconds that an empty one takes to fill, <c>r</c> is what is left and
/// <c>t</c> the seconds until it is full again.
/// </summary>
internal sealed class RateLimitHeaders(RateLimitPolicy policy)
{
    public const string Limit = "RateLimit";
    public const string LimitPolicy = "RateLimit-Policy";

    /// <summary>Beyond this a header is made anew each time instead of being kept: it bounds memory to some 1 MiB a policy.</summary>
    private const int MostKept = 16 * 1024;

    private readonly string?[] _kept = new string?[Math.Min(policy.Burst, MostKept) + 1];

    public string Policy { get; } = $"\"{policy.Name}\";q={policy.Burst};w={policy.Seconds(policy.Capacity)}";

    /// <summary>The same text for the same number, so a caller in its stride costs no allocation.</summary>
    public string Remaining(int tokens) => (uint)tokens < (uint)_kept.Length ? _kept[tokens] ??= Format(tokens) : Format(tokens);

    private string Format(int tokens) => $"\"{policy.Name}\";r={tokens};t={policy.Seconds((policy.Burst - tokens) * policy.Token)}";
}
