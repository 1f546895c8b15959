using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using AspireLocal.Engine;

namespace AspireLocal.Tests.Hosting;

/// <summary>What a reference puts into the environment, in publish mode, where it can be seen as expressions.</summary>
public sealed class ReferenceTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--publisher", "manifest");

    [Fact]
    public async Task WithReference_Database_InjectsTheConnectionStringWholeAndInPieces()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("catalog-db", "catalog");
        var environment = await EnvironmentOfAsync(_builder.AddExecutable("tool", "true", "/").WithReference(database));
        Assert.Equal("{catalog-db.connectionString}", environment["ConnectionStrings__catalog-db"]);
        Assert.Equal("{postgres.bindings.tcp.host}", environment["CATALOG_DB_HOST"]);
        Assert.Equal("{postgres.bindings.tcp.port}", environment["CATALOG_DB_PORT"]);
        Assert.Equal("postgres", environment["CATALOG_DB_USERNAME"]);
        Assert.Equal("catalog", environment["CATALOG_DB_DATABASENAME"]);
        Assert.Equal("jdbc:postgresql://{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/catalog", environment["CATALOG_DB_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public async Task WithReference_SameNameAgain_TakesTheNextIndex()
    {
        var one = _builder.AddProject("one", Engine.TestApplication.ServicePath);
        var two = _builder.AddProject("two", Engine.TestApplication.ServicePath);
        var environment = await EnvironmentOfAsync(_builder.AddExecutable("tool", "true", "/").WithReference(one, "web").WithReference(two, "web"));
        Assert.Equal("{one.bindings.http.url}", environment["services__web__http__0"]);
        Assert.Equal("{two.bindings.http.url}", environment["services__web__http__1"]);
    }

    [Fact]
    public async Task WithReference_Uri_IsADefaultAddress()
    {
        var environment = await EnvironmentOfAsync(_builder.AddExecutable("tool", "true", "/").WithReference("2nd-api", new Uri("https://example.org")));
        Assert.Equal("https://example.org/", environment["services__2nd-api__default__0"]);
        Assert.Equal("https://example.org/", environment["_2ND_API"]);
    }

    [Fact]
    public async Task WithReference_OptionalConnectionStringThatIsMissing_IsLeftOut()
    {
        var running = DistributedApplicationTestingBuilder.Create();
        var missing = running.AddConnectionString("queue");
        var environment = await EnvironmentOfAsync(running.AddExecutable("tool", "true", "/").WithReference(missing, optional: true));
        Assert.DoesNotContain("ConnectionStrings__queue", environment.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9lives")]
    [InlineData("under_score")]
    [InlineData("double--hyphen")]
    [InlineData("ends-")]
    public void AddExecutable_BadName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => _builder.AddExecutable(name, "true", "/"));

    [Fact]
    public void AddExecutable_NameTaken_IsRefused()
    {
        _builder.AddExecutable("tool", "true", "/");
        var problem = Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("Tool", "true", "/"));
        Assert.Contains("'tool'", problem.Message);
    }

    private static async Task<Dictionary<string, string>> EnvironmentOfAsync<T>(IResourceBuilder<T> builder)
        where T : IResource
    {
        var values = await new ValueResolver(builder.ApplicationBuilder.ExecutionContext).EnvironmentAsync(builder.Resource, TestContext.Current.CancellationToken);
        return values.ToDictionary(v => v.Key, v => v.Value is IManifestExpressionProvider expression ? expression.ValueExpression : v.Value.ToString()!);
    }
}
