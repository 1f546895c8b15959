using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Identity.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenIddict.Abstractions;

namespace Identity.Clients;

/// <summary>Puts in the clients that the configuration names, and in Development some more, and people. In any other environment, nobody.</summary>
internal static class SeedIdentity
{
    /// <summary>
    /// Seeds unless the same was done before: the marker's name is a hash of what is to be in. So a start that changes nothing asks one
    /// question and loads neither EF nor OpenIddict.
    /// </summary>
    public static async Task SeedIdentityAsync(this WebApplication app)
    {
        using var unrecorded = new Activity("seed").Start(); // Belongs to no request, so to no trace.
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var options = services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        var development = app.Environment.IsDevelopment();
        OpenIddictApplicationDescriptor[] clients =
            [.. KnownClients.Services(options), .. development ? KnownClients.Development(options) : []];
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var marker = Marker(clients);
        if (await IsDoneAsync(database, marker))
        {
            return;
        }

        var manager = services.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in clients)
        {
            await PutAsync(manager, client);
        }

        if (development)
        {
            await DevelopmentUsers.SeedAsync(database, services.GetRequiredService<PasswordHasher<User>>(), CancellationToken.None);
        }

        await MarkAsync(database, marker);
    }

    /// <summary>Replicas may do this at the same time: a client that another has just put in is the same client.</summary>
    private static async Task PutAsync(IOpenIddictApplicationManager manager, OpenIddictApplicationDescriptor client)
    {
        try
        {
            if (await manager.FindByClientIdAsync(client.ClientId!) is { } known)
            {
                await manager.UpdateAsync(known, client);
            }
            else
            {
                await manager.CreateAsync(client);
            }
        }
        catch (OpenIddictExceptions.ConcurrencyException)
        {
        }
        catch (Microsoft.EntityFrameworkCore.DbUpdateException fault)
            when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
        }
    }

    /// <summary>Keyed by the secrets, which are long in any environment that matters, and not to be guessed from the hash.</summary>
    private static string Marker(IEnumerable<OpenIddictApplicationDescriptor> clients)
    {
        var text = JsonSerializer.Serialize(clients.Select(client => new
        {
            client.ClientId,
            client.ClientSecret,
            Permissions = client.Permissions.Order(StringComparer.Ordinal),
            Redirects = client.RedirectUris.Select(uri => uri.AbsoluteUri).Order(StringComparer.Ordinal),
        }));
        return $"clients {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static async Task<bool> IsDoneAsync(NpgsqlDataSource database, string marker)
    {
        await using var command = database.CreateCommand("SELECT 1 FROM seed_runs WHERE name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = marker });
        return await command.ExecuteScalarAsync() is not null;
    }

    private static async Task MarkAsync(NpgsqlDataSource database, string marker)
    {
        await using var command = database.CreateCommand(
            "WITH old AS (DELETE FROM seed_runs WHERE name <> $1) INSERT INTO seed_runs (name, at) VALUES ($1, now()) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = marker });
        await command.ExecuteNonQueryAsync();
    }
}
