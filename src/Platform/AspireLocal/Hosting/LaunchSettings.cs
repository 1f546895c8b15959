namespace Aspire.Hosting;

/// <summary>The content of a project's <c>Properties/launchSettings.json</c>.</summary>
public sealed class LaunchSettings
{
    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
}
