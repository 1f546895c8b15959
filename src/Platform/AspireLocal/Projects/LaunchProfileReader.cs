using System.Text.Json;
using Aspire.Hosting;

namespace AspireLocal.Projects;

/// <summary>Reads a project's launch settings.</summary>
internal static class LaunchProfileReader
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The chosen profile, or nothing where there is none.</summary>
    /// <exception cref="DistributedApplicationException">The settings can't be read, or have no profile of the name asked for.</exception>
    public static (string? Name, LaunchProfile? Profile) Find(string resource, IProjectMetadata project, ProjectResourceOptions options)
    {
        if (options.ExcludeLaunchProfile)
        {
            return default;
        }

        var profiles = (project.LaunchSettings ?? Read(project.ProjectPath))?.Profiles ?? [];
        if (options.LaunchProfileName is { } name)
        {
            return profiles.TryGetValue(name, out var profile)
                ? (name, profile)
                : throw new DistributedApplicationException(
                    $"Project '{project.ProjectPath}' of resource '{resource}' has no launch profile '{name}'. It has: {string.Join(", ", profiles.Keys)}.");
        }

        var first = profiles.FirstOrDefault(p => p.Value.CommandName is "Project" or null);
        return (first.Key, first.Value);
    }

    public static LaunchSettings? Read(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Format);
        }
        catch (JsonException problem)
        {
            throw new DistributedApplicationException($"'{path}' is no valid JSON: {problem.Message}", problem);
        }
    }
}
