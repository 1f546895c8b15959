using System.ComponentModel.DataAnnotations;

namespace Identity.Keys;

/// <summary>Section <c>Identity:Keys</c>: the life of a signing key. It is published, then signs, then is published for a while longer.</summary>
internal sealed record KeyOptions
{
    public const string Section = "Identity:Keys";

    /// <summary>How long a key signs: 1 min to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RotateEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a key is published before it signs: 0 to 30 days. More than the time for which anyone keeps the key document (5 minutes
    /// here).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan PublishAhead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a key is published after it has signed last: 1 min to 365 days. No shorter than the life of the longest token, which is a
    /// refresh token's.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan KeepAfter { get; set; } = TimeSpan.FromDays(15);

    /// <summary>How often each replica looks whether something is due: 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(1);
}
