using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace AspireLocal.Redis;

/// <summary>Starts a server that speaks the Redis protocol.</summary>
internal sealed class RedisLauncher(RedisResource redis, RunContext run) : ILauncher
{
    private RedisBinaries? _binaries;
    private string? _scratch;

    public async Task PrepareAsync(ResourceRunner instance, CancellationToken cancellationToken) =>
        _binaries = await RedisBinaries.ResolveAsync(run.Folders, new LogProgress(instance.Log), cancellationToken).ConfigureAwait(false);

    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var password = await redis.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        _scratch ??= run.Record.CreateScratchFolder(redis.Name);
        var server = new RedisServer(_binaries!, redis.Name, instance.Ports["tcp"], password!, _scratch);
        return new RunningRedis(server, server.Start(instance.Log.Write, run.Record));
    }
}
