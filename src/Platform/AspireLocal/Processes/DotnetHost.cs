using System.Runtime.InteropServices;

namespace AspireLocal.Processes;

/// <summary>The <c>dotnet</c> program of the runtime that runs this engine, whatever PATH says.</summary>
internal static class DotnetHost
{
    public static string FileName { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
