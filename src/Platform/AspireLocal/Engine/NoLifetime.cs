using Microsoft.Extensions.Hosting;

namespace AspireLocal.Engine;

/// <summary>The host must not listen to Ctrl-C: <see cref="Terminal.AppHostProgram"/> does, and a test run has a master of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
