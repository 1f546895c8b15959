using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Identity.Users;

/// <summary>Who has which password.</summary>
internal sealed class Passwords(
    NpgsqlDataSource database, PasswordHasher<User> hasher, SignInThrottle throttle, IOptions<SignInLimits> limits)
{
    private readonly User _nobody = new()
    {
        Id = Guid.Empty,
        Name = "",
        PasswordHash = hasher.HashPassword(null!, Guid.NewGuid().ToString()),
    };

    /// <summary>
    /// Checks a password. A name that nobody has costs the same time as a wrong password, and gets the same answer: neither tells who is a
    /// user here.
    /// </summary>
    public async Task<SignInOutcome> CheckAsync(string name, string password, string address, CancellationToken cancellationToken)
    {
        var user = name.Trim().ToLowerInvariant();
        if (!await throttle.AllowsAsync(user, address, cancellationToken))
        {
            return new SignInOutcome.TooMany(limits.Value.Wait);
        }

        var found = await FindAsync(user, cancellationToken);
        var result = hasher.VerifyHashedPassword(found ?? _nobody, (found ?? _nobody).PasswordHash, password);
        if (found is null || result is PasswordVerificationResult.Failed)
        {
            return new SignInOutcome.Wrong();
        }

        await throttle.ForgiveAsync(user, address, cancellationToken);
        return new SignInOutcome.SignedIn(found.Id, found.Name);
    }

    private async Task<User?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id, name, password_hash FROM users WHERE name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new User { Id = row.GetGuid(0), Name = row.GetString(1), PasswordHash = row.GetString(2) }
            : null;
    }
}
