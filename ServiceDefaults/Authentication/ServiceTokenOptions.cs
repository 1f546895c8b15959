using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>Section <c>Authentication:Client</c>: who this service is when it acts on its own account.</summary>
internal sealed record ServiceTokenOptions
{
    public const string Section = "Authentication:Client";

    /// <summary>The client's id; the service's own name when it is not set.</summary>
    [Required]
    public string Id { get; set; } = "";

    [Required(ErrorMessage = "Authentication:Client:Secret is missing. The AppHost makes one and gives it to this service and to Identity.")]
    public string Secret { get; set; } = "";

    /// <summary>Where tokens are asked for, under the authority.</summary>
    [Required]
    public string TokenPath { get; set; } = "/connect/token";
}
