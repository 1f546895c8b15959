using System.Collections;

namespace AspireLocal.Processes;

/// <summary>
/// Which of this process's own variables a child may see. AppHost is itself an ASP.NET-shaped program started by <c>dotnet run</c>,
/// <c>dotnet watch</c> or <c>dotnet test</c>: what those told AppHost about itself would make every child listen on AppHost's address or
/// load its startup hooks.
/// </summary>
internal static class InheritedEnvironment
{
    private static readonly string[] Names =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_HTTPS_PORT", "DOTNET_URLS", "DOTNET_HTTP_PORTS",
        "DOTNET_HTTPS_PORTS", "URLS", "HTTP_PORTS", "HTTPS_PORTS", "PORT", "DOTNET_LAUNCH_PROFILE", "DOTNET_STARTUP_HOOKS", "DOTNET_MODIFIABLE_ASSEMBLIES",
        "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "COMPLUS_FORCEENC", "DOTNET_WATCH",
    ];

    private static readonly string[] Prefixes =
        ["MSBUILD", "_MSBUILD", "DOTNET_WATCH_", "ASPNETCORE_AUTO_RELOAD_", "TESTINGPLATFORM_", "VSTEST_", "NOTIFY_"];

    private static readonly string[] Essential =
        ["PATH", "HOME", "USER", "TMPDIR", "TZ", "SystemRoot", "SystemDrive", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ComSpec", "PATHEXT"];

    public static void Apply(IDictionary<string, string?> child, ProcessSpec spec)
    {
        child.Clear();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (spec.IsolatedEnvironment ? IsEssential(name) : !IsOurOwn(name))
            {
                child[name] = (string?)variable.Value;
            }
        }

        foreach (var (name, value) in spec.Environment)
        {
            child[name] = value;
        }
    }

    private static bool IsOurOwn(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsEssential(string name) =>
        Essential.Contains(name, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        || name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal);
}
