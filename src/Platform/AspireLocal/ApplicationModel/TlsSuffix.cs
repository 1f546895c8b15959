using System.IO.Hashing;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The end of a Redis connection string, <c>,ssl=true</c> where the endpoint has TLS; in the manifest a value of its own, named as Aspire names it.</summary>
internal sealed class TlsSuffix(EndpointReference endpoint) : IValueProvider, IManifestExpressionProvider
{
    private const string Suffix = ",ssl=true";

    public string Name
    {
        get
        {
            var condition = endpoint.Property(EndpointProperty.TlsEnabled).ValueExpression;
            var hash = XxHash32.Hash(Encoding.UTF8.GetBytes(condition + Suffix + bool.TrueString));
            var words = condition.Trim('{', '}').Replace('.', '-').ToLowerInvariant();
            return $"cond-{words}-{Convert.ToHexStringLower(hash)}";
        }
    }

    public string ValueExpression => $"{{{Name}.connectionString}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(endpoint.TlsEnabled ? Suffix : "");
}
