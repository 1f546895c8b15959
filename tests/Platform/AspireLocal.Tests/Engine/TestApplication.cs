using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AspireLocal.Tests.Engine;

/// <summary>Applications that tests describe themselves.</summary>
internal static class TestApplication
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string ServicePath { get; } = typeof(TestApplication).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "TestService").Value!;

    public static CancellationToken Bound => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Patience).Token).Token;

    /// <summary>Builds and starts what <paramref name="describe"/> adds. The caller disposes it.</summary>
    public static async Task<DistributedApplication> StartAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        describe(builder);
        var app = await builder.BuildAsync(Bound);
        try
        {
            await app.StartAsync(Bound);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", "/", "-c", script);

    public static IResourceBuilder<ProjectResource> AddService(this IDistributedApplicationBuilder builder, string name, string? profile = "http") =>
        builder.AddProject(name, ServicePath, profile).WithHttpHealthCheck("/health");

    public static int PidOf(this DistributedApplication app, string resourceId)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState(resourceId, out var known));
        return Assert.IsType<int>(known.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value);
    }
}
