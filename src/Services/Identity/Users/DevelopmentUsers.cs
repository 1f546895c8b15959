using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Identity.Users;

/// <summary>Two people to try things with, in Development only: their password is in the README.</summary>
internal static class DevelopmentUsers
{
    private const string Password = "Pass123$";

    /// <summary>With ids of their own, so that a database made anew has the same people.</summary>
    private static readonly (string Name, Guid Id)[] Users =
    [
        ("alice", new Guid("01941f29-7c00-7000-8000-0000000a11ce")),
        ("bob", new Guid("01941f29-7c00-7000-8000-000000000b0b")),
    ];

    public static async Task SeedAsync(NpgsqlDataSource database, PasswordHasher<User> hasher, CancellationToken cancellationToken)
    {
        foreach (var (name, id) in Users)
        {
            await using var command = database.CreateCommand(
                "INSERT INTO users (id, name, password_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = hasher.HashPassword(null!, Password) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
