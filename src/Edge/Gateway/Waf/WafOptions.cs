using System.ComponentModel.DataAnnotations;
using Gateway.Pipeline;

namespace Gateway.Waf;

/// <summary>Section <c>Waf</c>.</summary>
internal sealed class WafOptions
{
    public const string Section = "Waf";

    /// <summary>Wins over what the routes say, until it is changed at run time; null leaves the routes in charge.</summary>
    public WafMode? Mode { get; set; }

    /// <summary>The score at which a request counts as an attack. The core rule set's default: one critical match is enough.</summary>
    [Range(1, 100)]
    public int Threshold { get; set; } = 5;

    /// <summary>How much of a JSON or form body is looked at, in bytes. More than this is never held back.</summary>
    [Range(1024, 1024 * 1024)]
    public int BodyBytes { get; set; } = 64 * 1024;

    /// <summary>Names and values of the query, of the cookies and of the body; a request with more of one kind is a protocol violation.</summary>
    [Range(16, 100_000)]
    public int MaxParameters { get; set; } = 2000;
}
