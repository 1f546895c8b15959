namespace Aspire.Hosting.ApplicationModel;

/// <summary>Given to a command when it runs.</summary>
public sealed class ExecuteCommandContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }
}
