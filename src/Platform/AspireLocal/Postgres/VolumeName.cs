using Aspire.Hosting.ApplicationModel;
using AspireLocal.Projects;

namespace AspireLocal.Postgres;

/// <summary>Names volumes as Aspire does: application, hash, resource, suffix.</summary>
internal static class VolumeName
{
    public static string For<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var app = AppHostProject.Of(builder.ApplicationBuilder.AppHostAssembly);

        // A manifest must not depend on where the repository was cloned.
        var hashed = builder.ApplicationBuilder.ExecutionContext.IsPublishMode ? Path.GetFileName(app.Path) : app.Path;
        return $"{app.Name.ToLowerInvariant()}-{AppHostProject.Hash(hashed)}-{builder.Resource.Name}-{suffix}";
    }
}
