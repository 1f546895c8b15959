namespace Aspire.Hosting.ApplicationModel;

/// <summary>A reference to an endpoint by name, resolved when the application starts.</summary>
public class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public IResourceWithEndpoints Resource { get; } = owner;

    public string EndpointName { get; } = endpointName;

    public bool Exists => Find() is not null;

    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Host => Allocated.Address;

    public int Port => Allocated.Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Url => Allocated.UriString;

    public bool TlsEnabled => EndpointAnnotation.TlsEnabled;

    public EndpointAnnotation EndpointAnnotation =>
        Find() ?? throw new InvalidOperationException(
            $"Resource '{Resource.Name}' has no endpoint '{EndpointName}'. It has: {string.Join(", ", Resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name))}.");

    public string ValueExpression => Expression(EndpointProperty.Url);

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated =>
        EndpointAnnotation.AllocatedEndpoint ?? throw new InvalidOperationException(
            $"Endpoint '{EndpointName}' of resource '{Resource.Name}' has no address before the application starts.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    internal string Expression(EndpointProperty property)
    {
        var name = property switch
        {
            EndpointProperty.IPV4Host => "host",
            EndpointProperty.TargetPort => "targetPort",
            EndpointProperty.TlsEnabled => "tlsEnabled",
            EndpointProperty.HostAndPort => null,
            _ => property.ToString().ToLowerInvariant(),
        };
        var bindings = $"{Resource.Name}.bindings.{EndpointName}";
        return name is null ? $"{{{bindings}.host}}:{{{bindings}.port}}" : $"{{{bindings}.{name}}}";
    }

    private EndpointAnnotation? Find() =>
        Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
