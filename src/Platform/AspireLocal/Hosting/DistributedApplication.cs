using Aspire.Hosting.ApplicationModel;
using AspireLocal.Engine;
using AspireLocal.Terminal;
using AspireLocal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that can be run, tested or published.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointInterception? _interception = EntryPointInterception.Current;

    internal DistributedApplication(IHost host)
    {
        _host = host;
        _interception?.OnBuilt(this);
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    private ApplicationEngine Engine => Services.GetRequiredService<ApplicationEngine>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the application until Ctrl-C, or writes its manifest. A failure is told in one paragraph and sets the exit code of the process to 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public Task RunAsync(CancellationToken cancellationToken = default) =>
        _interception is null
            ? new AppHostProgram(this).RunAsync(cancellationToken)
            : _interception.UntilDisposedAsync(); // under test the test starts and stops the application

    /// <summary>Starts every resource and returns; the resources go on becoming healthy.</summary>
    /// <exception cref="DistributedApplicationException">Something that the application needs is not to be had: a port, a program, a container engine.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
        await Engine.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops every resource, in the reverse order of their start, and gives each time to drain.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await Engine.StopAsync().ConfigureAwait(false);
        await _host.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync().ConfigureAwait(false);
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        _interception?.OnDisposed();
        GC.SuppressFinalize(this);
    }
}
