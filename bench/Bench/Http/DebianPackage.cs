using System.Diagnostics;

namespace Bench.Http;

/// <summary>A peer or a tool that Debian has.</summary>
internal static class DebianPackage
{
    /// <summary>Installs what is missing of <paramref name="packages"/>; as root only.</summary>
    /// <param name="program">Found on PATH when the packages are installed.</param>
    /// <exception cref="InvalidOperationException">It can't be installed here.</exception>
    public static async Task EnsureAsync(string program, string[] packages, CancellationToken cancellationToken)
    {
        if (await RunAsync("sh", ["-c", $"command -v {program}"], cancellationToken) == 0 && await InstalledAsync(packages, cancellationToken))
        {
            return;
        }

        Console.WriteLine($"Installing {string.Join(", ", packages)} ...");
        var install = $"apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {string.Join(' ', packages)}";
        if (!Environment.IsPrivilegedProcess || await RunAsync("sh", ["-c", install], cancellationToken) != 0)
        {
            throw new InvalidOperationException($"This benchmark needs {program}, and can't install it. Install it first: apt-get install {string.Join(' ', packages)}");
        }
    }

    private static async Task<bool> InstalledAsync(string[] packages, CancellationToken cancellationToken) =>
        await RunAsync("dpkg", ["-s", .. packages], cancellationToken) == 0;

    private static async Task<int> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await Task.WhenAll(output, error);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
