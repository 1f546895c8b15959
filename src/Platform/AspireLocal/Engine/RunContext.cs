using AspireLocal.Certificates;
using AspireLocal.Processes;
using AspireLocal.State;

namespace AspireLocal.Engine;

/// <summary>What belongs to this run of the engine: the user's folders, the record of what it started, the development certificate.</summary>
internal sealed class RunContext(UserFolders folders) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private RunRecord? _record;
    private DevCertificate? _certificate;

    public UserFolders Folders => folders;

    public RunRecord Record => _record ?? throw new InvalidOperationException("The run has not been opened.");

    /// <summary>Null until a resource needed it.</summary>
    public DevCertificate? Certificate => _certificate;

    /// <summary>Cleans up after runs that were killed, and begins this one.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken) =>
        _record ??= await RunRecord.OpenAsync(folders, cancellationToken).ConfigureAwait(false);

    public async Task<DevCertificate> EnsureCertificateAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _certificate ??= await DevCertificate.EnsureAsync(folders, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Ends the run; everything it started must be gone. Harmless when repeated.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _record, null)?.Dispose();
        _once.Dispose();
    }
}
