using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using AspireLocal.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace AspireLocal.Tests.Publishing;

/// <summary>The manifest, held to what Aspire writes for the same model.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Publish_Redis_IsAContainerWithAGeneratedPassword()
    {
        var resources = await PublishAsync(builder => builder.AddRedis("cache"));
        Assert.Equal(["cache", "cache-password", "cond-cache-bindings-tcp-tlsenabled-3eddb73a"], resources.Select(r => r.Key));
        AssertJson("""
            {
              "type": "container.v0",
              "connectionString": "{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={cache-password.value}{cond-cache-bindings-tcp-tlsenabled-3eddb73a.connectionString}",
              "image": "docker.io/library/redis:8.6",
              "entrypoint": "/bin/sh",
              "args": [ "-c", "redis-server --requirepass $REDIS_PASSWORD" ],
              "env": { "REDIS_PASSWORD": "{cache-password.value}" },
              "bindings": { "tcp": { "scheme": "redis", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } }
            }
            """, resources["cache"]);
        AssertJson("""
            {
              "type": "parameter.v0", "value": "{cache-password.inputs.value}",
              "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "special": false } } } }
            }
            """, resources["cache-password"]);
        AssertJson("""{ "type": "value.v0", "connectionString": "" }""", resources["cond-cache-bindings-tcp-tlsenabled-3eddb73a"]);
    }

    [Fact]
    public async Task Publish_ReferenceToADatabase_WritesTheEncodedPasswordAfterThePassword()
    {
        var resources = await PublishAsync(builder =>
        {
            var database = builder.AddPostgres("postgres").AddDatabase("catalogdb");
            builder.AddProject("web", Engine.TestApplication.ServicePath).WithReference(database).WithExternalHttpEndpoints();
        });
        Assert.Equal(["postgres", "catalogdb", "web", "postgres-password", "postgres-password-uri-encoded"], resources.Select(r => r.Key));
        AssertJson("""{ "type": "value.v0", "connectionString": "{postgres.connectionString};Database=catalogdb" }""", resources["catalogdb"]);
        AssertJson("""{ "type": "annotated.string", "value": "{postgres-password.value}", "filter": "uri" }""", resources["postgres-password-uri-encoded"]);
        Assert.Equal(
            "postgresql://postgres:{postgres-password-uri-encoded.value}@{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/catalogdb",
            resources["web"]!["env"]!["CATALOGDB_URI"]!.GetValue<string>());
        AssertJson("""
            {
              "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true },
              "https": { "scheme": "https", "protocol": "tcp", "transport": "http", "external": true }
            }
            """, resources["web"]!["bindings"]);
    }

    [Fact]
    public async Task Publish_Parameters_KeepTheirValuesToThemselves()
    {
        var resources = await PublishAsync(builder =>
        {
            builder.AddParameter("key", secret: true);
            builder.AddParameter("region", "north");
            builder.AddParameter("size", "small", publishValueAsDefault: true);
            builder.AddConnectionString("queue");
        });
        AssertJson("""{ "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } }""", resources["key"]);
        AssertJson("""{ "type": "parameter.v0", "value": "{region.inputs.value}", "inputs": { "value": { "type": "string" } } }""", resources["region"]);
        AssertJson(
            """{ "type": "parameter.v0", "value": "{size.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "small" } } } }""", resources["size"]);
        Assert.Equal("{queue.value}", resources["queue"]!["connectionString"]!.GetValue<string>());
    }

    [Fact]
    public async Task Publish_WaitsReplicasAndExcludedResources_AreNotWritten()
    {
        var resources = await PublishAsync(builder =>
        {
            var hidden = builder.AddExecutable("hidden", "true", "/").ExcludeFromManifest();
            builder.AddProject("web", Engine.TestApplication.ServicePath).WaitFor(hidden).WithReplicas(3).WithHttpHealthCheck("/health");
        });
        Assert.Equal(["web"], resources.Select(r => r.Key));
        Assert.Equal(["type", "path", "env", "bindings"], resources["web"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void Publish_AnythingElse_IsRefusedInAParagraph()
    {
        var problem = Assert.Throws<DistributedApplicationException>(() => DistributedApplicationTestingBuilder.Create("--operation", "publish", "--publisher", "docker-compose"));
        Assert.Contains("docker-compose", problem.Message);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"expected {expected}{Environment.NewLine}got {actual}");

    private async Task<JsonObject> PublishAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--publisher", "manifest");
        describe(builder);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var path = await app.Services.GetRequiredService<ManifestPublisher>().PublishAsync(Path.Combine(_folder.FullName, "m.json"), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!["resources"]!.AsObject();
    }
}
