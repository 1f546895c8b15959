using System.Reflection;
using System.Text.Json.Nodes;

namespace AppHost.Tests.LocalEngine;

/// <summary>The committed manifest is the one that the AppHost writes.</summary>
public sealed class ManifestTests(LocalHome home) : IClassFixture<LocalHome>
{
    [Fact]
    public async Task Publish_WritesTheCommittedManifest()
    {
        var root = typeof(ManifestTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "RepositoryRoot").Value!;
        var written = Path.Combine(root, $"aspire-manifest.{Guid.NewGuid():N}.json"); // project paths are relative to the manifest's folder
        try
        {
            await using var appHost = AppHostProcess.Start(
                home.Path, new() { ["UseVolumes"] = "true" }, "UseVolumes=true", "--operation", "publish", "--publisher", "manifest", "--output-path", written);
            Assert.Equal(0, await appHost.WaitForExitAsync());
            var committed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(root, "aspire-manifest.json"), TestContext.Current.CancellationToken));
            var now = JsonNode.Parse(await File.ReadAllTextAsync(written, TestContext.Current.CancellationToken));
            Assert.True(JsonNode.DeepEquals(committed, now), "aspire-manifest.json is not what AppHost writes; write it anew with the command in the README.");
        }
        finally
        {
            File.Delete(written);
        }
    }
}
