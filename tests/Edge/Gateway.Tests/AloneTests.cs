using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Gateway.Tests;

/// <summary>The gateway before something that is not ours: a folder with an appsettings.json is all it takes.</summary>
public sealed class AloneTests
{
    [Fact]
    public async Task Start_WithSomebodysConfiguration_FrontsTheirOrigin_AndKnowsNothingOfOurs()
    {
        await using var origin = await Backend.StartAsync(app => app.MapGet("/hello", () => "from the origin"));
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), $$"""
            {
              "ReverseProxy": {
                "Routes": { "all": { "ClusterId": "origin", "Match": { "Path": "{**path}" } } },
                "Clusters": { "origin": { "Destinations": { "one": { "Address": "{{origin.Address}}" } } } }
              }
            }
            """);
        await using var gateway = await GatewayProcess.StartInAsync(folder.FullName);

        Assert.Equal("from the origin", await gateway.Client.GetStringAsync("/hello"));
        using var response = await gateway.Client.GetAsync("/api/products");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        folder.Delete(recursive: true);
    }
}
