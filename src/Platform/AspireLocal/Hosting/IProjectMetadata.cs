using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project of the solution; implemented by the generated <c>Projects</c> classes.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    LaunchSettings? LaunchSettings => null;

    bool SuppressBuild => false;

    bool IsFileBasedApp => false;
}
