using System.Reflection;
using Aspire.Hosting;

namespace AspireLocal.Testing;

/// <summary>Runs an AppHost's own <c>Main</c> for a test: halts it before it builds, hands the builder to the test, and keeps it from running the application itself.</summary>
internal sealed class EntryPointInterception(Assembly assembly, string[] args)
{
    private static readonly AsyncLocal<EntryPointInterception?> Ambient = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The interception the present code runs under, or null.</summary>
    public static EntryPointInterception? Current => Ambient.Value;

    public Assembly Assembly => assembly;

    public string[] Args => args;

    /// <summary>Starts the AppHost's <c>Main</c> and returns its builder when it is about to build.</summary>
    public async Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var thread = new Thread(RunEntryPoint) { IsBackground = true, Name = $"{assembly.GetName().Name}.Main" };
        thread.Start();
        return await _builder.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the AppHost build and returns the application.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The test is done without building.</summary>
    public void Abandon() => _mayBuild.TrySetCanceled();

    public void BeforeBuild(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public void OnBuilt(DistributedApplication application) => _application.TrySetResult(application);

    public void OnDisposed() => _disposed.TrySetResult();

    public Task UntilDisposedAsync() => _disposed.Task;

    private void RunEntryPoint()
    {
        Ambient.Value = this;
        try
        {
            var entryPoint = assembly.EntryPoint
                ?? throw new DistributedApplicationException($"Assembly '{assembly.GetName().Name}' has no Main: it is no AppHost.");
            var result = entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            (result as Task)?.GetAwaiter().GetResult();
            End(new DistributedApplicationException("The AppHost's Main ended before it built an application."));
        }
        catch (TargetInvocationException problem)
        {
            End(problem.InnerException ?? problem);
        }
        catch (Exception problem) when (problem is DistributedApplicationException or OperationCanceledException)
        {
            End(problem);
        }
    }

    private void End(Exception problem)
    {
        _builder.TrySetException(problem);
        _application.TrySetException(problem);
    }
}
