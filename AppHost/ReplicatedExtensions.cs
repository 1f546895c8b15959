using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost;

/// <summary>
/// Replicas that can be told apart. Aspire's own <c>WithReplicas</c> puts one address before them, behind which nobody can balance, eject or name one.
/// </summary>
internal static class ReplicatedExtensions
{
    /// <summary>In run mode adds <c>name-1</c> to <c>name-n</c>, each with its own ports; in publish mode one <c>name</c> with n replicas.</summary>
    public static Replicated AddReplicated<TProject>(
        this IDistributedApplicationBuilder builder, string name, int replicas, Action<IResourceBuilder<ProjectResource>> configure)
        where TProject : IProjectMetadata, new()
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            var service = builder.AddProject<TProject>(name).WithReplicas(replicas);
            configure(service);
            return new Replicated(name, [service]);
        }

        return new Replicated(name, [.. Enumerable.Range(1, replicas).Select(number =>
        {
            var replica = builder.AddProject<TProject>($"{name}-{number}")
                .WithQuickStart()
                .WithEndpoint("http", endpoint => endpoint.Port = null) // the launch profile's port is for one
                .WithEnvironment("OTEL_SERVICE_NAME", name); // one service to a reader of traces; the instance id tells the replica
            configure(replica);
            return replica;
        })]);
    }

    /// <summary>Hands the caller the address of every replica, under the one name of the service.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, Replicated service)
        where T : IResourceWithEnvironment
    {
        foreach (var replica in service.Replicas)
        {
            builder.WithReference(replica, service.Name);
        }

        return builder;
    }
}
