using System.IO.Pipelines;
using Gateway.Cache.Rules;
using Gateway.Cache.Storage;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Cache.Fetching;

/// <summary>
/// One request to the origin, for one client or for all that ask for the same meanwhile, or for none of them, when a stale response is renewed
/// in the background.
/// </summary>
internal sealed class OriginFetch : IDisposable
{
    private readonly EdgeCacheOptions _options;
    private readonly ResponseFiler _filer;
    private readonly TimeProvider _time;
    private readonly FetchLifetime _lifetime;
    private readonly FetchBody _body;
    private readonly HttpContext _context;
    private readonly TaskCompletionSource<FetchOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasClient;

    public OriginFetch(HttpContext client, FetchRequest request, bool hasClient, FetchServices services)
    {
        (Request, _hasClient) = (request, hasClient);
        (_options, _filer, _time) = (services.Options, services.Filer, services.Time);
        _lifetime = new FetchLifetime(services.TimeLimit(client), _time);
        _body = new FetchBody(this, _options.MaxEntryBytes);
        _context = FetchContext.Create(client, request, _body, _lifetime);
    }

    public FetchRequest Request { get; }

    public Task<FetchOutcome> Outcome => _outcome.Task;

    /// <summary>The client that asked first has left: nobody is there to pass a response to.</summary>
    public void Abandon()
    {
        _hasClient = false;
        // It may have been passed a moment ago. Nobody will read it, and the origin's end of the pipe must not wait for that.
        _ = Outcome.ContinueWith(
            outcome => outcome.Result.PassedBody?.Complete(),
            CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    /// <summary>Never throws: what goes wrong is the outcome.</summary>
    public async Task RunAsync(RequestDelegate next, IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        _context.RequestServices = scope.ServiceProvider;
        using (this)
        {
            try
            {
                await next(_context);
                _body.Begin();
                await FinishAsync();
            }
            catch (Exception problem)
            {
                await _body.CompleteAsync(problem);
                _outcome.TrySetException(problem);
            }
        }
    }

    /// <summary>Done by <see cref="RunAsync"/>, at its end.</summary>
    public void Dispose()
    {
        _lifetime.Dispose();
        _body.Dispose();
    }

    /// <summary>What to do with the response, now that its status and headers are here.</summary>
    public FetchVerdict Judge(HttpContext context)
    {
        var response = context.Response;
        var failed = context.GetForwarderErrorFeature() is not null;
        if (Request.Validated is { } stored &&
            (response.StatusCode == StatusCodes.Status304NotModified || MayStandIn(stored, response.StatusCode, failed)))
        {
            return FetchVerdict.Discard;
        }

        if (failed)
        {
            return FetchVerdict.Share;
        }

        return response.ContentLength > _options.MaxEntryBytes || !_filer.MayStore(Request, context) ? Refuse() : FetchVerdict.Store;
    }

    /// <summary>More has come than may be stored.</summary>
    public void TooLarge() => Refuse();

    /// <summary>Gives the response to the client that asked first. The others learn that they have to go themselves.</summary>
    public void Pass(HttpResponse response, PipeReader body)
    {
        _lifetime.DisableTimeout();
        _outcome.TrySetResult(new FetchOutcome(response.StatusCode) { PassedHeaders = response.Headers, PassedBody = body });
        if (!_hasClient)
        {
            body.Complete();
        }
    }

    private async Task FinishAsync()
    {
        switch (_body.Verdict)
        {
            case FetchVerdict.Pass:
                await _body.CompleteAsync(_lifetime.IsAborted ? new IOException("The origin's response ended early.") : null);
                break;
            case FetchVerdict.Discard when _context.Response.StatusCode == StatusCodes.Status304NotModified:
                _outcome.TrySetResult(_filer.Confirm(Request, _context));
                break;
            case FetchVerdict.Discard:
                _outcome.TrySetResult(new FetchOutcome(_context.Response.StatusCode) { Response = Request.Validated, IsStale = true });
                break;
            default:
                _outcome.TrySetResult(_filer.File(Request, _context, _body.Collected(), _body.Verdict == FetchVerdict.Store));
                break;
        }
    }

    private bool MayStandIn(StoredResponse stored, int status, bool failed) =>
        StaleRules.MayStandIn(stored, Request.Directives, status, failed, _options.StaleWhenUnreachable, _time.GetUtcNow());

    private FetchVerdict Refuse()
    {
        _filer.Refuse(Request, _context);
        return FetchVerdict.Pass;
    }
}
