using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace AspireLocal.Projects;

/// <summary>The AppHost itself: where its project file is, and what its build says of the projects it starts.</summary>
internal sealed class AppHostProject
{
    private readonly Dictionary<string, string> _outputs;

    private AppHostProject(string path, Dictionary<string, string> outputs)
    {
        Path = path;
        _outputs = outputs;
    }

    /// <summary>Full path of the project file.</summary>
    public string Path { get; }

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Lower-case name with a hash of the path: two clones of one repository differ.</summary>
    public string UniqueName => $"{Name.ToLowerInvariant()}-{Hash(Path)}";

    public static Assembly? FindAssembly(string? name) => name is null ? Assembly.GetEntryAssembly() : Assembly.Load(new AssemblyName(name));

    public static AppHostProject Of(Assembly? assembly)
    {
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToList() ?? [];
        var path = metadata.Find(m => m.Key == "apphostprojectpath")?.Value
            ?? System.IO.Path.Combine(System.IO.Directory.GetCurrentDirectory(), (assembly?.GetName().Name ?? "AppHost") + ".csproj");
        const string Output = "projectoutput:";
        var outputs = metadata.Where(m => m.Key.StartsWith(Output, StringComparison.Ordinal) && m.Value is not null)
            .ToDictionary(m => m.Key[Output.Length..], m => m.Value!, StringComparer.Ordinal);
        return new AppHostProject(path, outputs);
    }

    /// <summary>The assembly that the build made of a referenced project, or null when the project is not referenced.</summary>
    public string? OutputOf(string projectPath) => _outputs.GetValueOrDefault(projectPath);

    /// <summary>The first ten hexadecimal digits of the SHA-256 of a text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
}
