using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireLocal.Engine;

/// <summary>Runs a resource's callbacks and turns what they set into strings.</summary>
internal sealed class ValueResolver(DistributedApplicationExecutionContext executionContext)
{
    public async Task<Dictionary<string, object>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, [], cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return context.EnvironmentVariables;
    }

    public static async Task<IList<object>> ArgsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return context.Args;
    }

    /// <summary>The environment of one instance: the resource's, with the ports the instance was given.</summary>
    public async Task<Dictionary<string, string>> EnvironmentOfAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, string>();
        foreach (var (name, value) in await EnvironmentAsync(instance.Resource, cancellationToken).ConfigureAwait(false))
        {
            resolved[name] = await ResolveAsync(value, cancellationToken).ConfigureAwait(false) ?? "";
        }

        foreach (var endpoint in instance.Endpoints.Where(e => e.TargetPortEnvironmentVariable is not null))
        {
            resolved[endpoint.TargetPortEnvironmentVariable!] = instance.Ports[endpoint.Name].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return resolved;
    }

    public static async Task<List<string>> ArgsOfAsync(ResourceRunner instance, CancellationToken cancellationToken)
    {
        var resolved = new List<string>();
        foreach (var value in await ArgsAsync(instance.Resource, cancellationToken).ConfigureAwait(false))
        {
            resolved.Add(await ResolveAsync(value, cancellationToken).ConfigureAwait(false) ?? "");
        }

        return resolved;
    }

    private static async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) =>
        value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) : value.ToString();
}
