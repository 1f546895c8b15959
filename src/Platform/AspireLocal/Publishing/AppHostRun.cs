using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace AspireLocal.Publishing;

/// <summary>What the command line asks the AppHost to do.</summary>
/// <param name="Operation">Run or publish.</param>
/// <param name="OutputPath">Where the manifest goes, relative to the current folder.</param>
/// <param name="LogsOf">The resource whose log is asked for, instead of running.</param>
/// <param name="IsTest">Started by a test: random ports, no terminal.</param>
internal sealed record AppHostRun(DistributedApplicationOperation Operation, string? OutputPath, string? LogsOf, bool IsTest)
{
    /// <exception cref="DistributedApplicationException">The arguments ask for something this engine does not do.</exception>
    public static AppHostRun From(IConfiguration arguments, bool isTest)
    {
        var operation = arguments["operation"] ?? (arguments["publisher"] is null ? "run" : "publish");
        if (string.Equals(operation, "run", StringComparison.OrdinalIgnoreCase))
        {
            return new AppHostRun(DistributedApplicationOperation.Run, OutputPath: null, arguments["logs"], isTest);
        }

        var what = arguments["publisher"] ?? arguments["step"];
        if (!string.Equals(operation, "publish", StringComparison.OrdinalIgnoreCase) || what is not ("manifest" or "publish-manifest"))
        {
            throw new DistributedApplicationException(
                $"This AppHost can't do `--operation {operation}` with publisher '{what ?? "(none)"}'. It runs, and writes a manifest: `--operation publish --publisher manifest --output-path aspire-manifest.json`.");
        }

        return new AppHostRun(DistributedApplicationOperation.Publish, arguments["output-path"] ?? "aspire-manifest.json", LogsOf: null, isTest);
    }
}
