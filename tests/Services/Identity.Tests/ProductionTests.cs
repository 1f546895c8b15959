using System.Net;
using Npgsql;
using ServiceDefaults.Tests.Postgres;

namespace Identity.Tests;

/// <summary>Anywhere but in Development: nobody is known who was not configured.</summary>
public sealed class ProductionTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Secret = "a secret that the AppHost has made";
    private static readonly (string Name, string Value) Production = ("ASPNETCORE_ENVIRONMENT", "Production");

    [Fact]
    public async Task DevelopmentClientsAndUsers_AreNotThere()
    {
        await using var identity = await IdentityProcess.StartAsync(postgres, "production", Production, ("Identity__Services__ordering", Secret));

        Assert.Equal("invalid_client", await (await identity.Client.AskTokenAsync("demo", "demo")).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("invalid_client", await (await identity.Client.AskTokenAsync("admin", "admin")).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.NotEmpty(await (await identity.Client.AskTokenAsync("ordering", Secret)).AccessTokenAsync());
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("production"));
        await using var users = source.CreateCommand("SELECT count(*) FROM users");
        Assert.Equal(0L, await users.ExecuteScalarAsync());
    }

    [Fact]
    public async Task ServiceSecret_ThatChanges_IsTheNewOne()
    {
        await using (await IdentityProcess.StartAsync(postgres, "changed", Production, ("Identity__Services__ordering", Secret)))
        {
        }

        await using var identity = await IdentityProcess.StartAsync(
            postgres, "changed", Production, ("Identity__Services__ordering", "another that the AppHost has made"));

        Assert.Equal("invalid_client", await (await identity.Client.AskTokenAsync("ordering", Secret)).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.NotEmpty(await (await identity.Client.AskTokenAsync("ordering", "another that the AppHost has made")).AccessTokenAsync());
    }

    [Theory]
    [InlineData("Identity__KeySecret", null, "Identity:KeySecret is missing")]
    [InlineData("Identity__Issuer", "http://shop.example", "Identity:Issuer must be the https address")]
    [InlineData("Identity__Services__ordering", "short", "at least 22 characters")]
    public async Task BadConfiguration_StopsTheStart_AndSaysWhat(string name, string? value, string expected)
    {
        var output = await IdentityProcess.FailAsync(postgres, "refused", Production, (name, value!));

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
