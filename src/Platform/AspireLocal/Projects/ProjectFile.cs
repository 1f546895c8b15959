using Aspire.Hosting;

namespace AspireLocal.Projects;

/// <summary>A project known by its path only.</summary>
internal sealed class ProjectFile(string path) : IProjectMetadata
{
    public string ProjectPath => path;
}
