using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AspireLocal.Tests.Engine;

/// <summary>Projects, started from what the build made.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task Project_GetsItsProfileItsReferencesAndItsArguments()
    {
        await using var app = await TestApplication.StartAsync(builder =>
        {
            var other = builder.AddExecutable("other", "sleep", "/", "60").WithHttpEndpoint(targetPort: 4000, name: "api", isProxied: false);
            builder.AddService("web").WithArgs("--speed", "9").WithEnvironment("OTHER", other.GetEndpoint("api"));
        });
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        using var http = app.CreateHttpClient("web");
        Assert.Equal("yes", await http.GetStringAsync("/environment/FROM_PROFILE", TestApplication.Bound));
        Assert.Equal("http", await http.GetStringAsync("/environment/DOTNET_LAUNCH_PROFILE", TestApplication.Bound));
        Assert.Equal("web", await http.GetStringAsync("/environment/OTEL_SERVICE_NAME", TestApplication.Bound));
        Assert.Equal("http://localhost:4000", await http.GetStringAsync("/environment/OTHER", TestApplication.Bound));
        Assert.Equal(["--speed", "9"], (await http.GetFromJsonAsync<string[]>("/arguments", TestApplication.Bound))!);
    }

    [Fact]
    public async Task Https_IsServedWithTheDevelopmentCertificate_AndOnlyThatIsTrusted()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddService("web", "https"));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        using var trusting = app.CreateHttpClient("web", "https");
        Assert.Equal("https", trusting.BaseAddress!.Scheme);
        Assert.NotEmpty(await trusting.GetStringAsync("/", TestApplication.Bound));
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetStringAsync(trusting.BaseAddress, TestApplication.Bound));
    }

    [Fact]
    public async Task Replicas_BehindOneAddress_AllServe()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddService("web").WithReplicas(3));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        var pids = new HashSet<int>();
        for (var i = 0; i < 12; i++)
        {
            using var http = app.CreateHttpClient("web"); // a connection each: the balancer works on connections
            pids.Add(await http.GetFromJsonAsync<int>("/", TestApplication.Bound));
        }

        Assert.Equal(new[] { "web-1", "web-2", "web-3" }.Select(app.PidOf).Order(), pids.Order());
    }

    [Fact]
    public async Task HttpCommand_SendsTheRequestAndTellsSuccess()
    {
        await using var app = await TestApplication.StartAsync(builder => builder.AddService("web")
            .WithHttpCommand("/greet", "Greet", commandName: "greet", commandOptions: new HttpCommandOptions
            {
                PrepareRequest = context =>
                {
                    context.Request.Headers.Add("X-Name", "Ada");
                    return Task.CompletedTask;
                },
            })
            .WithHttpCommand("/greet", "Greet nobody", commandName: "greet-nobody"));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("web", "greet", TestApplication.Bound)).Success);
        var refused = await app.ResourceCommands.ExecuteCommandAsync("web", "greet-nobody", TestApplication.Bound);
        Assert.False(refused.Success);
        Assert.Contains("400", refused.ErrorMessage);
    }

    [Fact]
    public async Task TwoApplications_SideBySide_HavePortsOfTheirOwn()
    {
        await using var one = await TestApplication.StartAsync(builder => builder.AddService("web"));
        await using var two = await TestApplication.StartAsync(builder => builder.AddService("web"));
        await one.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        await two.ResourceNotifications.WaitForResourceHealthyAsync("web", TestApplication.Bound);
        Assert.NotEqual(one.GetEndpoint("web"), two.GetEndpoint("web"));
    }

    [Fact]
    public async Task Project_NotBuilt_SaysHowToBuildIt()
    {
        var folder = Directory.CreateTempSubdirectory();
        var project = Path.Combine(folder.FullName, "Unbuilt.csproj");
        await File.WriteAllTextAsync(project, "<Project Sdk=\"Microsoft.NET.Sdk\" />", TestApplication.Bound);
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => TestApplication.StartAsync(builder => builder.AddProject("unbuilt", project)));
        Assert.Contains("dotnet build", problem.Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Project_UnknownLaunchProfile_NamesThoseThereAre()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var problem = Assert.Throws<DistributedApplicationException>(() => builder.AddService("web", "no-such"));
        Assert.Contains("http, https", problem.Message);
    }
}
