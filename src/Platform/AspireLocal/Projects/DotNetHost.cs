using System.Runtime.InteropServices;

namespace AspireLocal.Projects;

/// <summary>The <c>dotnet</c> program that runs this AppHost: the one its projects were built with.</summary>
internal static class DotNetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // .../shared/Microsoft.NETCore.App/10.0.x/ is three folders below the host.
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
