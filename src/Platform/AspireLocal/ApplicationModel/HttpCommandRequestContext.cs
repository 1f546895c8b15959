namespace Aspire.Hosting.ApplicationModel;

/// <summary>The request of an HTTP command before it is sent.</summary>
public sealed class HttpCommandRequestContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required HttpRequestMessage Request { get; init; }

    public required CancellationToken CancellationToken { get; init; }
}
