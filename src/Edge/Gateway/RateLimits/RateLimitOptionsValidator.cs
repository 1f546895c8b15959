using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Gateway.RateLimits;

/// <summary>Looks into each policy too, where data annotations on the section alone don't reach.</summary>
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var problems = Problems(RateLimitOptions.Section, options)
            .Concat(options.Policies.SelectMany(policy => Problems(policy.Key, policy.Value)))
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string policy, RateLimitPolicyOptions options)
    {
        var section = $"{RateLimitOptions.Section}:{nameof(RateLimitOptions.Policies)}:{policy}";
        if (!Name().IsMatch(policy))
        {
            yield return $"{section}: the name of a policy is sent to clients and is part of a key: use 1 to 64 letters, digits, '.', '_' and '-'.";
        }

        foreach (var problem in Problems(section, (object)options))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Problems(string section, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{section}: {result.ErrorMessage}");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex Name();
}
