using System.ComponentModel.DataAnnotations;

namespace Identity.Users;

/// <summary>Section <c>Identity:SignIn</c>: how much guessing is too much.</summary>
internal sealed record SignInLimits
{
    public const string Section = "Identity:SignIn";

    /// <summary>
    /// Attempts for one user from one address before it must wait: 1 to 100. By both, so that nobody locks a user out from elsewhere.
    /// </summary>
    [Range(1, 100)]
    public int AttemptsPerUser { get; set; } = 5;

    /// <summary>Attempts from one address, whoever it claims to be: 1 to 10,000. Many people may share one.</summary>
    [Range(1, 10_000)]
    public int AttemptsPerAddress { get; set; } = 100;

    /// <summary>How long to wait after the last attempt: 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(5);
}
