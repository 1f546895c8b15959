using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Tells a resource where another is.</summary>
public static class ReferenceBuilderExtensions
{
    /// <summary>Injects the connection string, whole and in pieces.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where T : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.Refer(resource).WithEnvironment(async context =>
        {
            if (optional && context.ExecutionContext.IsRunMode && !await HasValueAsync(resource, context.CancellationToken).ConfigureAwait(false))
            {
                return;
            }

            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = resource;
            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{VariableName(name)}_{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Injects the addresses of all endpoints under the resource's own name.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment => builder.WithReference(source, source.Resource.Name);

    /// <summary>Injects the addresses of all endpoints under a given name; further references under that name add addresses to it.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where T : IResourceWithEnvironment =>
        builder.Refer(source.Resource).WithEnvironment(context =>
        {
            foreach (var endpoint in source.Resource.GetEndpoints())
            {
                AddEndpoint(context, name, endpoint);
            }
        });

    /// <summary>Injects the address of one endpoint.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.Refer(endpointReference.Resource).WithEnvironment(context => AddEndpoint(context, endpointReference.Resource.Name, endpointReference));

    /// <summary>Injects an address that is no resource.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, string name, Uri uri)
        where T : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException($"The address of service '{name}' must be absolute and have no path; it is '{uri}'.");
        }

        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString()).WithEnvironment(VariableName(name), uri.ToString());
    }

    /// <summary>Letters and digits as they are, anything else as <c>_</c>, and <c>_</c> before a leading digit; upper case.</summary>
    internal static string VariableName(string name)
    {
        var encoded = new StringBuilder(name.Length + 1);
        if (char.IsAsciiDigit(name[0]))
        {
            encoded.Append('_');
        }

        foreach (var c in name)
        {
            encoded.Append(char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        }

        return encoded.ToString();
    }

    private static void AddEndpoint(EnvironmentCallbackContext context, string name, EndpointReference endpoint)
    {
        var key = $"services__{name}__{endpoint.EndpointName}__";
        var index = 0;
        while (!context.EnvironmentVariables.TryAdd(key + index, endpoint))
        {
            index++;
        }

        context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(endpoint.EndpointName)}"] = endpoint;
    }

    private static IResourceBuilder<T> Refer<T>(this IResourceBuilder<T> builder, IResource to)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(to, "Reference"));

    private static async ValueTask<bool> HasValueAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        try
        {
            return !string.IsNullOrEmpty(await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (DistributedApplicationException)
        {
            return false; // no value was given, and the reference is optional
        }
    }
}
