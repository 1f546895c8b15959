using System.Globalization;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;

namespace AspireLocal.Publishing;

/// <summary>Writes one manifest: the resources in the order of the model, then what they refer to.</summary>
internal sealed class ManifestWriter(Utf8JsonWriter json, string folder, ValueResolver values)
{
    private readonly Dictionary<string, ParameterResource> _parameters = [];
    private readonly Dictionary<string, ParameterResource> _encodedParameters = [];
    private readonly Dictionary<string, TlsSuffix> _conditions = [];
    private int _nextPort = 8000;

    public async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources.Where(r => !r.HasAnnotation<ManifestIgnoreAnnotation>()))
        {
            json.WriteStartObject(resource.Name);
            await WriteAsync(resource, cancellationToken).ConfigureAwait(false);
            json.WriteEndObject();
            WriteEncoded(resource);
        }

        foreach (var parameter in _parameters.Values.Where(p => !model.Resources.Contains(p)))
        {
            json.WriteStartObject(parameter.Name);
            WriteParameter(parameter);
            json.WriteEndObject();
            WriteEncoded(parameter);
        }

        await WriteConditionsAsync(cancellationToken).ConfigureAwait(false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteAsync(IResource resource, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container, cancellationToken).ConfigureAwait(false);
                break;
            case ProjectResource project:
                json.WriteString("type", "project.v0");
                json.WriteString("path", RelativePath(project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath));
                await WriteArgsAsync(project, cancellationToken).ConfigureAwait(false);
                await WriteEnvironmentAsync(project, cancellationToken).ConfigureAwait(false);
                WriteBindings(project);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", RelativePath(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                await WriteArgsAsync(executable, cancellationToken).ConfigureAwait(false);
                await WriteEnvironmentAsync(executable, cancellationToken).ConfigureAwait(false);
                WriteBindings(executable);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString connectable:
                json.WriteString("type", "value.v0");
                WriteConnectionString(connectable);
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }
    }

    private async Task WriteContainerAsync(ContainerResource container, CancellationToken cancellationToken)
    {
        json.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString connectable)
        {
            WriteConnectionString(connectable);
        }

        json.WriteString("image", container.Annotations.OfType<ContainerImageAnnotation>().Last().Reference);
        if (container.Entrypoint is { } entrypoint)
        {
            json.WriteString("entrypoint", entrypoint);
        }

        await WriteArgsAsync(container, cancellationToken).ConfigureAwait(false);
        WriteMounts(container);
        await WriteEnvironmentAsync(container, cancellationToken).ConfigureAwait(false);
        WriteBindings(container);
    }

    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter is ConnectionStringParameterResource)
        {
            json.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } standard)
        {
            json.WriteStartObject("default");
            standard.WriteToManifest(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteConnectionString(IResourceWithConnectionString resource) =>
        json.WriteString("connectionString", Expression(resource.ConnectionStringExpression));

    private async Task WriteArgsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var args = await ValueResolver.ArgsAsync(resource, cancellationToken).ConfigureAwait(false);
        if (args.Count == 0)
        {
            return;
        }

        json.WriteStartArray("args");
        foreach (var arg in args)
        {
            json.WriteStringValue(Expression(arg));
        }

        json.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = await values.EnvironmentAsync(resource, cancellationToken).ConfigureAwait(false);
        if (environment.Count == 0)
        {
            return;
        }

        json.WriteStartObject("env");
        foreach (var (name, value) in environment)
        {
            json.WriteString(name, Expression(value));
        }

        json.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container)
    {
        foreach (var byType in container.Annotations.OfType<ContainerMountAnnotation>().GroupBy(m => m.Type).OrderBy(g => g.Key))
        {
            json.WriteStartArray(byType.Key is ContainerMountType.BindMount ? "bindMounts" : "volumes");
            foreach (var mount in byType)
            {
                WriteMount(mount);
            }

            json.WriteEndArray();
        }
    }

    private void WriteMount(ContainerMountAnnotation mount)
    {
        json.WriteStartObject();
        if (mount.Type is ContainerMountType.BindMount)
        {
            json.WriteString("source", RelativePath(mount.Source!));
        }
        else if (mount.Source is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteString("target", mount.Target);
        json.WriteBoolean("readOnly", mount.IsReadOnly);
        json.WriteEndObject();
    }

    private void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            WriteBinding(resource, endpoint);
        }

        json.WriteEndObject();
    }

    private void WriteBinding(IResource resource, EndpointAnnotation endpoint)
    {
        json.WriteStartObject(endpoint.Name);
        json.WriteString("scheme", endpoint.UriScheme);
        json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        json.WriteString("transport", endpoint.Transport);
        if (TargetPort(resource, endpoint) is { } port)
        {
            json.WriteNumber("targetPort", port);
        }

        if (endpoint.IsExternal)
        {
            json.WriteBoolean("external", true);
        }

        json.WriteEndObject();
    }

    // The deployment tool knows the port of a project's default endpoints; any other is told one.
    private int? TargetPort(IResource resource, EndpointAnnotation endpoint) =>
        endpoint.TargetPort ?? (resource is ProjectResource && endpoint.Name is "http" or "https" ? null : _nextPort++);

    private async Task WriteConditionsAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, condition) in _conditions)
        {
            json.WriteStartObject(name);
            json.WriteString("type", "value.v0");
            json.WriteString("connectionString", await condition.GetValueAsync(cancellationToken).ConfigureAwait(false));
            json.WriteEndObject();
        }
    }

    private void WriteEncoded(IResource resource)
    {
        if (resource is not ParameterResource parameter || !_encodedParameters.Remove(EncodedName(parameter)))
        {
            return;
        }

        json.WriteStartObject(EncodedName(parameter));
        json.WriteString("type", "annotated.string");
        json.WriteString("value", parameter.ValueExpression);
        json.WriteString("filter", "uri");
        json.WriteEndObject();
    }

    private string Expression(object value)
    {
        Register(value);
        return value switch
        {
            ReferenceExpression reference => string.Format(CultureInfo.InvariantCulture, reference.Format, [.. reference.Holes.Select(Expression)]),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => value.ToString() ?? "",
        };
    }

    private string Expression(ReferenceExpression.Hole hole) =>
        hole is { UriEncoded: true, Value: ParameterResource parameter } ? $"{{{EncodedName(parameter)}.value}}" : Expression(hole.Value);

    private static string EncodedName(ParameterResource parameter) => $"{parameter.Name}-uri-encoded";

    private void Register(object value)
    {
        switch (value)
        {
            case ParameterResource parameter:
                _parameters.TryAdd(parameter.Name, parameter);
                break;
            case TlsSuffix condition:
                _conditions.TryAdd(condition.Name, condition);
                break;
            case ReferenceExpression reference:
                foreach (var hole in reference.Holes)
                {
                    RegisterHole(hole);
                }

                break;
        }
    }

    private void RegisterHole(ReferenceExpression.Hole hole)
    {
        Register(hole.Value);
        if (hole is { UriEncoded: true, Value: ParameterResource parameter })
        {
            _encodedParameters.TryAdd(EncodedName(parameter), parameter);
        }
    }

    private string RelativePath(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
