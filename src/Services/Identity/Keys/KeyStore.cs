using Npgsql;

namespace Identity.Keys;

/// <summary>The keys in Postgres, one replica at a time.</summary>
internal sealed class KeyStore(NpgsqlDataSource database)
{
    /// <summary>Held to the end of the transaction: of replicas that find a rotation due together, one makes the key.</summary>
    private const string InTurn = "SELECT pg_advisory_xact_lock(hashtextextended('signing_keys', 0))";

    /// <summary>Reads all keys, lets <paramref name="change"/> say which to add and to remove, and returns what there is then.</summary>
    public async Task<List<SigningKey>> UpdateAsync(
        Func<List<SigningKey>, (SigningKey? Added, IReadOnlyList<SigningKey> Removed)> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = new NpgsqlCommand(InTurn, connection);
        await turn.ExecuteNonQueryAsync(cancellationToken);
        var keys = await ReadAsync(connection, cancellationToken);
        var (added, removed) = change(keys);
        if (added is not null)
        {
            await InsertAsync(connection, added, cancellationToken);
            keys.Add(added);
        }

        if (removed.Count > 0)
        {
            await DeleteAsync(connection, removed, cancellationToken);
            keys.RemoveAll(removed.Contains);
        }

        await transaction.CommitAsync(cancellationToken);
        return keys;
    }

    private static async Task<List<SigningKey>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, signs_from, secret FROM signing_keys", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<SigningKey>();
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add(new SigningKey
            {
                Id = row.GetString(0),
                SignsFrom = row.GetFieldValue<DateTimeOffset>(1),
                Secret = row.GetFieldValue<byte[]>(2),
            });
        }

        return keys;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, SigningKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("INSERT INTO signing_keys (id, signs_from, secret) VALUES ($1, $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = key.SignsFrom });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Secret });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, IReadOnlyList<SigningKey> keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM signing_keys WHERE id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys.Select(key => key.Id)] });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
