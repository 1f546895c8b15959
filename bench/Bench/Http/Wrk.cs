using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Http;

/// <summary>Load of many connections that each ask again as soon as they have their answer (the program <c>wrk</c>).</summary>
internal static partial class Wrk
{
    /// <summary>Answers a second over 64 connections from one thread.</summary>
    /// <exception cref="InvalidOperationException">Some answers were errors, so the figure would mean something else.</exception>
    public static async Task<double> RequestsPerSecondAsync(Uri url, TimeSpan duration, CancellationToken cancellationToken, params string[] headers)
    {
        await DebianPackage.EnsureAsync("wrk", ["wrk"], cancellationToken);
        var arguments = new List<string> { "-t1", "-c64", string.Create(CultureInfo.InvariantCulture, $"-d{duration.TotalSeconds:0}s") };
        foreach (var header in headers)
        {
            arguments.AddRange(["-H", header]);
        }

        arguments.Add(url.AbsoluteUri);
        using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0 || output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"wrk on {url} did not get good answers only:\n{output}");
        }

        return double.Parse(RequestsLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsLine();
}
