using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace AspireLocal.Postgres;

/// <summary>Starts a Postgres server.</summary>
internal sealed class PostgresLauncher(PostgresServerResource server, RunContext run) : ILauncher
{
    private PostgresBinaries? _binaries;
    private string? _scratch;

    public async Task PrepareAsync(ResourceRunner instance, CancellationToken cancellationToken) =>
        _binaries = await PostgresBinaries.ResolveAsync(run.Folders, new LogProgress(instance.Log), cancellationToken).ConfigureAwait(false);

    public async Task<RunningResource> LaunchAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(_binaries!, await OptionsAsync(instance, cancellationToken).ConfigureAwait(false));
        await cluster.PrepareAsync(new LogProgress(instance.Log), cancellationToken).ConfigureAwait(false);
        var process = cluster.Start(instance.Log.Write, run.Record);
        try
        {
            await cluster.WaitUntilReadyAsync(process, cancellationToken).ConfigureAwait(false);
            await cluster.EnsureDatabasesAsync([.. server.Databases.Values], cancellationToken).ConfigureAwait(false);
            return new RunningPostgres(cluster, process);
        }
        catch
        {
            await process.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<PostgresClusterOptions> OptionsAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var volume = server.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault(m => m.Type is ContainerMountType.Volume)?.Source;
        var user = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return new PostgresClusterOptions(
            server.Name, volume is null ? ScratchFolder() : VolumeFolder(volume), instance.Ports["tcp"], user!, password!, IsDurable: volume is not null);
    }

    private string ScratchFolder() => _scratch ??= Path.Combine(run.Record.CreateScratchFolder(server.Name), "data");

    private string VolumeFolder(string volume)
    {
        var folder = PostgresCluster.VolumeFolder(run.Folders, volume);
        State.UserFolders.Create(Path.GetDirectoryName(folder)!);
        return folder;
    }
}
