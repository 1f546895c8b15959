using Microsoft.Extensions.Options;
using Npgsql;

namespace Ordering.Idempotency;

/// <summary>
/// Who works on which key. Each method is one statement in a transaction of its own: no lock is held while other services are called.
/// </summary>
internal sealed class Claims(NpgsqlDataSource database, IOptions<IdempotencyOptions> options, TimeProvider time)
{
    // The primary key decides a race: of many that insert at once, one gets a row back. So does one that finds an expired lease.
    private const string Insert =
        """
        INSERT INTO idempotency AS known (caller, key, request_hash, order_id, attempt, lease_until, created_at)
        VALUES ($1, $2, $3, $4, 1, now() + $5, now())
        ON CONFLICT (caller, key) DO UPDATE SET attempt = known.attempt + 1, lease_until = excluded.lease_until
        WHERE known.status IS NULL AND known.lease_until < now() AND known.request_hash = excluded.request_hash
        RETURNING order_id, attempt
        """;

    private const string Find =
        "SELECT request_hash = $3, status, content_type, body, location FROM idempotency WHERE caller = $1 AND key = $2";

    private const string Mine = "caller = $1 AND key = $2 AND attempt = $3 AND status IS NULL";

    // SKIP LOCKED: replicas that sweep at the same time take different rows.
    private const string TakeAbandoned =
        """
        UPDATE idempotency SET attempt = attempt + 1, lease_until = now() + $2
        WHERE (caller, key) IN (
            SELECT caller, key FROM idempotency WHERE status IS NULL AND lease_until < now() - $1
            ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING caller, key, order_id, attempt
        """;

    /// <summary>Claims the key for a request with this hash, or says what is in the way.</summary>
    public async Task<ClaimOutcome> ClaimAsync(IdempotencyKey key, byte[] requestHash, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claim = await InsertAsync(key, requestHash, cancellationToken);
            var outcome = claim is null ? await FindAsync(key, requestHash, cancellationToken) : new ClaimOutcome.Claimed(claim);
            if (outcome is not null)
            {
                return outcome;
            }

            // The record that was in the way is gone: its request failed and withdrew.
        }
    }

    /// <summary>Makes sure the claim is still this one's, and for a whole lease from now. False: taken over, or answered after all.</summary>
    public async Task<bool> RenewAsync(Claim claim, CancellationToken cancellationToken) =>
        await RunAsync($"UPDATE idempotency SET lease_until = now() + $4 WHERE {Mine}", claim, cancellationToken, options.Value.Lease) == 1;

    /// <summary>Leaves the work to the next who comes with the key, at once.</summary>
    public Task ExpireAsync(Claim claim, CancellationToken cancellationToken) =>
        RunAsync($"UPDATE idempotency SET lease_until = now() - interval '1 ms' WHERE {Mine}", claim, cancellationToken);

    /// <summary>Forgets the key: nothing has happened under it.</summary>
    public Task WithdrawAsync(Claim claim, CancellationToken cancellationToken) =>
        RunAsync($"DELETE FROM idempotency WHERE {Mine}", claim, cancellationToken);

    /// <summary>Takes over one claim that nobody came back for; null when there is none.</summary>
    public async Task<Claim?> TakeAbandonedAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(TakeAbandoned, options.Value.Grace, options.Value.Lease);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Claim(new IdempotencyKey(row.GetString(0), row.GetString(1)), row.GetGuid(2), row.GetInt32(3))
            : null;
    }

    /// <summary>Deletes answers that are past their retention.</summary>
    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            "DELETE FROM idempotency WHERE status IS NOT NULL AND created_at < now() - $1", options.Value.Retention);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Claim?> InsertAsync(IdempotencyKey key, byte[] requestHash, CancellationToken cancellationToken)
    {
        var orderId = Guid.CreateVersion7(time.GetUtcNow());
        await using var command = Command(Insert, key.Caller, key.Value, requestHash, orderId, options.Value.Lease);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Claim(key, row.GetGuid(0), row.GetInt32(1)) : null;
    }

    private async Task<ClaimOutcome?> FindAsync(IdempotencyKey key, byte[] requestHash, CancellationToken cancellationToken)
    {
        await using var command = Command(Find, key.Caller, key.Value, requestHash);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        if (!row.GetBoolean(0))
        {
            return new ClaimOutcome.OtherRequest();
        }

        return await row.IsDBNullAsync(1, cancellationToken)
            ? new ClaimOutcome.Running()
            : new ClaimOutcome.Answered(new Answer(
                row.GetInt32(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)));
    }

    private async Task<int> RunAsync(string sql, Claim claim, CancellationToken cancellationToken, params object[] more)
    {
        await using var command = Command(sql, [claim.Key.Caller, claim.Key.Value, claim.Attempt, .. more]);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
