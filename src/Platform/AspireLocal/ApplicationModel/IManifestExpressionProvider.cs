namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a deployment tool fills in: an expression such as <c>{cache.bindings.tcp.port}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
