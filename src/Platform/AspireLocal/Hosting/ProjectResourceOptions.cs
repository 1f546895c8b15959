namespace Aspire.Hosting;

/// <summary>What is taken from a project's launch settings.</summary>
public class ProjectResourceOptions
{
    /// <summary>The profile to use; null for the first one that starts the project.</summary>
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }
}
