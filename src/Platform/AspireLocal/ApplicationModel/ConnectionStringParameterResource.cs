namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string given from outside: configuration key <c>ConnectionStrings:{name}</c>.</summary>
internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
    : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
{
    public string? ConnectionStringEnvironmentVariable => environmentVariableName;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{new Value(this)}");

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    // The resource's own value, seen as a plain parameter: its expression must not refer to itself.
    private sealed class Value(ConnectionStringParameterResource owner) : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => $"{{{owner.Name}.value}}";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => owner.GetValueAsync(cancellationToken);
    }
}
