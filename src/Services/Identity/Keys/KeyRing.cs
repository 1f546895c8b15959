using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ServiceDefaults;

namespace Identity.Keys;

/// <summary>The keys in use, first the one that signs. All replicas share them through Postgres and change over within a minute.</summary>
internal sealed partial class KeyRing(
    KeyStore store, IDataProtectionProvider protection, IOptions<KeyOptions> options, TimeProvider time, ILogger<KeyRing> logger) : IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("signing-keys");
    private readonly Dictionary<string, LoadedKey?> _loaded = [];
    private CancellationTokenSource _changed = new();

    public IReadOnlyList<LoadedKey> Keys { get; private set; } = [];

    /// <summary>Fires when <see cref="Keys"/> are others.</summary>
    public IChangeToken Changed => new CancellationChangeToken(_changed.Token);

    /// <summary>Does what is due: makes a key, drops one, changes over to the next. One caller at a time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = time.GetPostgresNow();
        var rows = await store.UpdateAsync(rows => Due(rows, now), cancellationToken);
        var keys = KeySchedule.Of(rows.Where(row => Load(row) is not null), options.Value).InOrder(now).Select(row => _loaded[row.Id]!).ToList();
        if (keys.SequenceEqual(Keys))
        {
            return;
        }

        Keys = keys;
        SignsWith(logger, keys[0].Id, keys.Count);
        var before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        await before.CancelAsync();
    }

    public void Dispose() => _changed.Dispose();

    /// <summary>A key that can't be read counts as none: better a new key than no service.</summary>
    private (SigningKey? Added, IReadOnlyList<SigningKey> Removed) Due(List<SigningKey> rows, DateTimeOffset now)
    {
        var schedule = KeySchedule.Of(rows.Where(row => Load(row) is not null), options.Value);
        var added = schedule.NextFrom(now) is { } from ? Make(from) : null;
        return (added, [.. schedule.Spent(now)]);
    }

    private SigningKey Make(DateTimeOffset signsFrom) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        SignsFrom = signsFrom,
        Secret = _protector.Protect(KeyMaterial.New().Write()),
    };

    private LoadedKey? Load(SigningKey row)
    {
        if (_loaded.TryGetValue(row.Id, out var known))
        {
            return known;
        }

        try
        {
            known = new LoadedKey(row.Id, KeyMaterial.Read(_protector.Unprotect(row.Secret)));
        }
        catch (CryptographicException fault)
        {
            Unreadable(logger, row.Id, fault.Message);
        }

        return _loaded[row.Id] = known;
    }

    [LoggerMessage(LogLevel.Information, "Tokens are signed with key {Id}; {Count} keys are published.")]
    private static partial void SignsWith(ILogger logger, string id, int count);

    [LoggerMessage(LogLevel.Error, "Signing key {Id} can't be decrypted; has Identity:KeySecret changed? Tokens that it signed are no longer valid. {Reason}")]
    private static partial void Unreadable(ILogger logger, string id, string reason);
}
