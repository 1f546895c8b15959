using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>
/// The issuer's public keys, fetched on first use and kept. One fetch at a time, and never two in quick succession, whatever tokens come.
/// Keys that are known stay in use while the issuer is away.
/// </summary>
internal sealed partial class SigningKeys(
    IHttpClientFactory clients, IOptions<TokenOptions> options, TimeProvider time, ILogger<SigningKeys> logger)
{
    public const string Client = "signing-keys";

    /// <summary>After a fetch that failed, the next one may follow sooner.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile KeySet? _current;
    private Task<KeySet?> _fetch = Task.FromResult<KeySet?>(null);
    private long? _fetchedLast;

    /// <summary>What is known now, with no wait. Starts a fetch in the background when it has become old.</summary>
    public KeySet? Current
    {
        get
        {
            var current = _current;
            if (current is not null && time.GetElapsedTime(current.FetchedAt) > options.Value.RefreshKeysEvery)
            {
                _ = FetchAsync();
            }

            return current;
        }
    }

    /// <summary>What is known, or what a first fetch brings; null when that fails.</summary>
    public async ValueTask<KeySet?> GetAsync(CancellationToken cancellationToken) =>
        Current ?? await FetchAsync().WaitAsync(cancellationToken);

    /// <summary>
    /// The keys as they are now, for a token whose key is not known; as of the last fetch, if that is not long ago. Null when the issuer
    /// can't be asked.
    /// </summary>
    public Task<KeySet?> RefreshedAsync(CancellationToken cancellationToken) => FetchAsync().WaitAsync(cancellationToken);

    private Task<KeySet?> FetchAsync()
    {
        lock (_lock)
        {
            if (!_fetch.IsCompleted || TooSoon())
            {
                return _fetch;
            }

            _fetchedLast = time.GetTimestamp();
            // Many may wait for it: it belongs to the trace of none of them.
            using var _ = ExecutionContext.SuppressFlow();
            return _fetch = Task.Run(TryReadAsync);
        }
    }

    private bool TooSoon()
    {
        var failed = _fetch is { IsCompletedSuccessfully: true, Result: null };
        var least = failed && AfterFailure < options.Value.RefreshKeysAtMostEvery ? AfterFailure : options.Value.RefreshKeysAtMostEvery;
        return _fetchedLast is { } last && time.GetElapsedTime(last) < least;
    }

    private async Task<KeySet?> TryReadAsync()
    {
        using var unrecorded = new Activity(nameof(SigningKeys)).Start();
        try
        {
            return _current = await ReadAsync();
        }
        catch (Exception fault)
        {
            NotFetched(logger, options.Value.Authority, fault.Message);
            return null;
        }
    }

    private async Task<KeySet> ReadAsync()
    {
        using var http = clients.CreateClient(Client);
        var authority = options.Value.Authority!;
        using var discovery = JsonDocument.Parse(await http.GetStringAsync(KeyAddress.Discovery(authority)));
        var issuer = discovery.RootElement.GetProperty("issuer").GetString()!;
        if (options.Value.Issuer is { } expected && expected.TrimEnd('/') != issuer.TrimEnd('/'))
        {
            throw new InvalidOperationException($"The authority says that its issuer is {issuer}, but Authentication:Issuer is {expected}.");
        }

        var address = KeyAddress.Inside(authority, issuer, discovery.RootElement.GetProperty("jwks_uri").GetString()!);
        var document = await http.GetStringAsync(address);
        var cache = _current is { } known && known.Issuer == issuer && known.Document == document
            ? known.Cache
            : new TokenCache(options.Value.RememberedTokens);
        return new KeySet(issuer, document, KeySet.Read(document), cache, time.GetTimestamp());
    }

    [LoggerMessage(LogLevel.Warning, "The signing keys of {Authority} could not be fetched; keys known before stay in use: {Reason}")]
    private static partial void NotFetched(ILogger logger, string? authority, string reason);
}
