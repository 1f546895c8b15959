using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Gateway.Cache.Fetching;

/// <summary>When a fetch ends: at its time limit, or when it is aborted. No client's leaving ends it.</summary>
internal sealed class FetchLifetime : IHttpRequestLifetimeFeature, IHttpRequestTimeoutFeature, IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _aborted;

    public FetchLifetime(TimeSpan limit, TimeProvider time)
    {
        _timeout = new CancellationTokenSource(limit, time);
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token);
        RequestAborted = _aborted.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    public CancellationToken RequestTimeoutToken => _timeout.Token;

    /// <summary>The forwarder gave up in the middle of the body, so what is here is not the whole.</summary>
    public bool IsAborted { get; private set; }

    public void Abort()
    {
        IsAborted = true;
        _aborted.Cancel();
    }

    public void DisableTimeout() => _timeout.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _aborted.Dispose();
        _timeout.Dispose();
    }
}
