using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Lets the AppHost act at points of a resource's life.</summary>
public static class ResourceEventBuilderExtensions
{
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(
        this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeResourceStartedEvent>(builder.Resource, (happened, token) => callback(builder.Resource, happened, token));
        return builder;
    }

    public static IResourceBuilder<T> OnResourceReady<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceReadyEvent>(builder.Resource, (happened, token) => callback(builder.Resource, happened, token));
        return builder;
    }
}
