using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Npgsql;
using ServiceDefaults.Tests.Postgres;

namespace Identity.Tests;

/// <summary>Keys over replicas, restarts and rotations, and what lies in the database.</summary>
public sealed class KeyRingTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static readonly (string Name, string Value) LookOften = ("Identity__Keys__LookEvery", "00:00:01");

    [Fact]
    public async Task Replicas_StartedTogether_ShareOneKey_AndARestartKeepsIt()
    {
        var both = await Task.WhenAll(IdentityProcess.StartAsync(postgres, "shared"), IdentityProcess.StartAsync(postgres, "shared"));
        var kids = await Task.WhenAll(both.Select(replica => KidAsync(replica)));
        foreach (var replica in both)
        {
            await replica.DisposeAsync();
        }

        await using var later = await IdentityProcess.StartAsync(postgres, "shared");

        Assert.Equal(kids[0], kids[1]);
        Assert.Equal(kids[0], await KidAsync(later));
    }

    [Fact]
    public async Task Rotation_PublishesTheNextKeyFirst_ThenSignsWithIt_AndKeepsTheOldOne()
    {
        await using var identity = await IdentityProcess.StartAsync(postgres, "rotation", LookOften);
        var old = await KidAsync(identity);

        // Half an hour from its end: the next key is due to be published, and not yet to sign.
        await ShiftAsync("rotation", "29 days 23:30:00");
        await WaitAsync(async () => (await PublishedAsync(identity)).Count == 2);
        Assert.Equal(old, await KidAsync(identity));
        await ShiftAsync("rotation", "1 day");
        await WaitAsync(async () => await KidAsync(identity) != old);

        Assert.Contains(old, await PublishedAsync(identity));
        await ShiftAsync("rotation", "15 days");
        await WaitAsync(async () => !(await PublishedAsync(identity)).Contains(old));
    }

    [Fact]
    public async Task Database_HoldsNoKeyInTheClear()
    {
        await using var identity = await IdentityProcess.StartAsync(postgres, "encrypted");
        await KidAsync(identity);

        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("encrypted"));
        await using var command = source.CreateCommand("SELECT string_agg(xml, '') FROM protection_keys");
        var xml = (string)(await command.ExecuteScalarAsync())!;

        Assert.Contains("decryptorType=\"Identity.Keys.SecretXml,", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherSecret_MakesANewKey_RatherThanNoService()
    {
        string old;
        await using (var before = await IdentityProcess.StartAsync(postgres, "lost"))
        {
            old = await KidAsync(before);
        }

        await using var after = await IdentityProcess.StartAsync(postgres, "lost", ("Identity__KeySecret", "another secret of 22 characters"));

        Assert.NotEqual(old, await KidAsync(after));
    }

    private static async Task<string> KidAsync(IdentityProcess identity) =>
        new JsonWebToken(await (await identity.Client.AskTokenAsync("demo", "demo")).AccessTokenAsync()).Kid;

    private static async Task<List<string>> PublishedAsync(IdentityProcess identity)
    {
        using var response = await identity.Client.GetAsync("/.well-known/jwks");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.JsonAsync())["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())];
    }

    /// <summary>Lets time pass for the keys.</summary>
    private async Task ShiftAsync(string database, string interval)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString(database));
        await using var command = source.CreateCommand($"UPDATE signing_keys SET signs_from = signs_from - interval '{interval}'");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
