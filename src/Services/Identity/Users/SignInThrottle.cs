using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using ServiceDefaults;

namespace Identity.Users;

/// <summary>
/// Slows down who guesses passwords. An attempt counts before its password is looked at, so that a hundred at once are a hundred. In Postgres,
/// so that replicas count together.
/// </summary>
internal sealed class SignInThrottle(NpgsqlDataSource database, IOptions<SignInLimits> limits, TimeProvider time)
{
    /// <summary>No row comes back when the limit is reached and the wait is not over: that attempt changes nothing.</summary>
    private const string Count =
        """
        INSERT INTO sign_in_attempts AS known (key, attempts, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (key) DO UPDATE
        SET attempts = CASE WHEN known.last_at <= $2 - $3 THEN 1 ELSE known.attempts + 1 END, last_at = $2
        WHERE known.attempts < $4 OR known.last_at <= $2 - $3
        RETURNING attempts
        """;

    /// <summary>Counts an attempt. False: too many, and the password is not to be looked at.</summary>
    public async Task<bool> AllowsAsync(string user, string address, CancellationToken cancellationToken) =>
        await CountAsync(Key($"address {address}"), limits.Value.AttemptsPerAddress, cancellationToken)
        && await CountAsync(Key($"user {user} {address}"), limits.Value.AttemptsPerUser, cancellationToken);

    /// <summary>Forgets the attempts of a user who has come in.</summary>
    public async Task ForgiveAsync(string user, string address, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM sign_in_attempts WHERE key = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Key($"user {user} {address}") });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes what no longer counts.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM sign_in_attempts WHERE last_at <= $1");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetPostgresNow() - limits.Value.Wait });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> CountAsync(byte[] key, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Count);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetPostgresNow() });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = limits.Value.Wait });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static byte[] Key(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
