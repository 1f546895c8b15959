using Aspire.Hosting.ApplicationModel;
using AspireLocal.Secrets;

namespace Aspire.Hosting;

/// <summary>Adds values that are given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter read from configuration key <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => builder.Configuration[Key(name)] ?? throw Missing(Key(name)), secret));

    /// <summary>Adds a parameter with a value of its own, which configuration can replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        var parameter = new ParameterResource(name, _ => builder.Configuration[Key(name)] ?? value, secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(value) : null,
        };
        return builder.AddResource(parameter);
    }

    /// <summary>
    /// Adds a parameter whose value is made where configuration gives none; with <paramref name="persist"/> once, and then kept in the AppHost's
    /// user secrets.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var parameter = new ParameterResource(
            name,
            _ => builder.Configuration[Key(name)]
                ?? (persist ? UserSecrets.GetOrAdd(builder, Key(name), value) : value.GetDefaultValue()),
            secret)
        {
            Default = value,
        };
        return builder.AddResource(parameter);
    }

    /// <summary>Adds a connection string read from configuration key <c>ConnectionStrings:{name}</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var key = $"ConnectionStrings:{name}";
        var parameter = new ConnectionStringParameterResource(name, _ => builder.Configuration[key] ?? throw Missing(key), environmentVariableName);
        return builder.AddResource(parameter);
    }

    /// <summary>A password made on first use and kept in the AppHost's user secrets; not a resource of the model until something refers to it.</summary>
    internal static ParameterResource GeneratedPassword(this IDistributedApplicationBuilder builder, string name, bool special = true)
    {
        var generated = new GenerateParameterDefault { Special = special };
        return new ParameterResource(name, _ => builder.Configuration[Key(name)] ?? UserSecrets.GetOrAdd(builder, Key(name), generated), secret: true)
        {
            Default = generated,
        };
    }

    private static string Key(string name) => $"Parameters:{name}";

    private static DistributedApplicationException Missing(string key) => new(
        $"The AppHost needs a value for '{key}' and has none. Set it with `dotnet user-secrets set {key} VALUE --project AppHost`, " +
        $"or in the environment as {key.Replace(":", "__", StringComparison.Ordinal)}.");
}
