using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>The policies of section <c>RateLimits</c>, by name.</summary>
internal sealed class RateLimitPolicies(IOptions<RateLimitOptions> options, TimeProvider time)
{
    private readonly FrozenDictionary<string, RateLimitPolicy> _policies = options.Value.Policies.ToFrozenDictionary(
        policy => policy.Key, policy => new RateLimitPolicy(policy.Key, policy.Value, time), StringComparer.OrdinalIgnoreCase);

    public IEnumerable<RateLimitPolicy> All => _policies.Values;

    public RateLimitPolicy? Find(string name) => _policies.GetValueOrDefault(name);
}
