using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspireLocal.Engine;

/// <summary>One instance of a resource through its life: waits for what it needs, starts, is watched, restarts when it crashes, stops.</summary>
internal sealed class ResourceRunner(IResource resource, string id, ILauncher launcher, ResourceLog log, IServiceProvider services) : IDisposable
{
    private static readonly TimeSpan ProbeWhileStarting = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProbeWhileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeWhileHealthy = TimeSpan.FromSeconds(5);

    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly IDistributedApplicationEventing _eventing = services.GetRequiredService<IDistributedApplicationEventing>();
    private readonly HealthProbe _probe = services.GetRequiredService<HealthProbe>();
    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly RestartBackoff _backoff = new(TimeProvider.System);
    private CancellationTokenSource? _stopping;
    private Task _life = Task.CompletedTask;

    public IResource Resource => resource;

    /// <summary>The resource's name; with several replicas followed by the replica's number.</summary>
    public string Id => id;

    public ILauncher Launcher => launcher;

    public ResourceLog Log => log;

    /// <summary>The port each endpoint of this instance listens on, by the endpoint's name.</summary>
    public Dictionary<string, int> Ports { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<EndpointAnnotation> Endpoints => resource.Annotations.OfType<EndpointAnnotation>();

    /// <summary>Raised when the resource can't be started, with the paragraph to tell.</summary>
    public event Action<DistributedApplicationException>? Failed;

    /// <summary>Where this instance itself listens; without a name https before http.</summary>
    public Uri AddressOf(string? endpointName)
    {
        var endpoint = endpointName is null
            ? Endpoints.FirstOrDefault(e => e.UriScheme == "https") ?? Endpoints.FirstOrDefault(e => e.UriScheme == "http")
            : Endpoints.FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
        return endpoint is null
            ? throw new DistributedApplicationException($"Resource '{resource.Name}' has a health check over HTTP and no endpoint '{endpointName ?? "http"}'.")
            : new Uri($"{endpoint.UriScheme}://{endpoint.TargetHost}:{Ports[endpoint.Name]}");
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _commands.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_life.IsCompleted)
            {
                _stopping?.Dispose();
                _stopping = new CancellationTokenSource();
                _life = LiveAsync(_stopping.Token);
            }
        }
        finally
        {
            _commands.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _commands.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_stopping is { } stopping)
            {
                await stopping.CancelAsync().ConfigureAwait(false);
                await _life.ConfigureAwait(false);
            }
        }
        finally
        {
            _commands.Release();
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping?.Dispose();
        _commands.Dispose();
    }

    public void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> update) => _notifications.Publish(resource, id, update);

    private void Publish(string state) => Publish(snapshot => snapshot with { State = state, HealthStatus = null });

    private async Task LiveAsync(CancellationToken stopping)
    {
        try
        {
            Publish(KnownResourceStates.Waiting);
            await Dependencies.WaitAsync(resource, _notifications, stopping).ConfigureAwait(false);
            await RunUntilFinishedAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Publish(snapshot => snapshot with { State = KnownResourceStates.Exited, HealthStatus = null, StopTimeStamp = DateTime.UtcNow });
        }
        catch (DistributedApplicationException problem)
        {
            Fail(problem);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A callback of the AppHost, or a bug of the engine: told like any other reason not to start.
            Fail(new DistributedApplicationException($"Resource '{id}' could not be started: {problem.Message}", problem));
        }
    }

    private void Fail(DistributedApplicationException problem)
    {
        log.Write(problem.Message, isError: true);
        Publish(KnownResourceStates.FailedToStart);
        Failed?.Invoke(problem);
    }

    private async Task RunUntilFinishedAsync(CancellationToken stopping)
    {
        while (true)
        {
            Publish(KnownResourceStates.Starting);
            await _eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), stopping).ConfigureAwait(false);
            var exitCode = await RunOnceAsync(stopping).ConfigureAwait(false);
            if (exitCode == 0 || Dependencies.IsAwaitedToComplete(resource, services))
            {
                Finish(exitCode);
                return;
            }

            await BackOffAsync(exitCode, stopping).ConfigureAwait(false);
        }
    }

    private void Finish(int exitCode) => Publish(snapshot => snapshot with
    {
        State = exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
        ExitCode = exitCode,
        HealthStatus = exitCode == 0 ? HealthStatus.Healthy : null,
        StopTimeStamp = DateTime.UtcNow,
    });

    private async Task BackOffAsync(int exitCode, CancellationToken stopping)
    {
        var delay = _backoff.OnCrash() ?? throw new DistributedApplicationException(
            $"Resource '{id}' stopped with exit code {exitCode} before it was ready, {RestartBackoff.StartsBeforeGivingUp} times in a row. " +
            $"Mend what its log says and start again. {services.GetRequiredService<ResourceLogs>().Describe(id)}");
        var notice = $"(stopped with exit code {exitCode}; restart {_backoff.Restarts} in {delay.TotalSeconds:0.#} s)";
        log.Write(notice, isError: true);
        Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Starting,
            HealthStatus = null,
            ExitCode = exitCode,
            Properties = [new ResourcePropertySnapshot(SnapshotProperties.Restarts, _backoff.Restarts)],
        });
        await Task.Delay(delay, TimeProvider.System, stopping).ConfigureAwait(false);
    }

    private async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        var running = await launcher.LaunchAsync(this, stopping).ConfigureAwait(false);
        await using (running.ConfigureAwait(false))
        {
            Publish(snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                HealthStatus = null,
                ExitCode = null,
                StartTimeStamp = DateTime.UtcNow,
                Urls = Urls(),
                Properties = Properties(running),
            });
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var watch = WatchHealthAsync(running, watching.Token);
            try
            {
                return await running.Exited.WaitAsync(stopping).ConfigureAwait(false);
            }
            finally
            {
                await watching.CancelAsync().ConfigureAwait(false);
                await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stopping.IsCancellationRequested)
                {
                    Publish(KnownResourceStates.Stopping);
                    await running.StopAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task WatchHealthAsync(RunningResource running, CancellationToken cancellationToken)
    {
        var wasReady = false;
        string? told = null;
        while (true)
        {
            var problem = await _probe.FindProblemAsync(this, running, cancellationToken).ConfigureAwait(false);
            var status = problem is null ? HealthStatus.Healthy : HealthStatus.Unhealthy;
            if (wasReady && problem is not null && problem != told)
            {
                log.Write($"(unhealthy: {problem})", isError: true);
            }

            told = problem;
            if (_notifications.TryGetCurrentState(id, out var known) && known.Snapshot.HealthStatus != status)
            {
                Publish(snapshot => snapshot with { HealthStatus = status });
            }

            if (problem is null && !wasReady)
            {
                wasReady = true;
                _backoff.OnReady();
                await _eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }

            var pause = problem is null ? ProbeWhileHealthy : wasReady ? ProbeWhileUnhealthy : ProbeWhileStarting;
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private ImmutableArray<ResourcePropertySnapshot> Properties(RunningResource running)
    {
        var properties = ImmutableArray.CreateBuilder<ResourcePropertySnapshot>();
        properties.Add(new ResourcePropertySnapshot(SnapshotProperties.Restarts, _backoff.Restarts));
        if (running.ProcessId is { } pid)
        {
            properties.Add(new ResourcePropertySnapshot(SnapshotProperties.ProcessId, pid));
        }

        return properties.ToImmutable();
    }

    private ImmutableArray<UrlSnapshot> Urls() =>
        [.. Endpoints.Where(e => e.AllocatedEndpoint is not null).Select(endpoint =>
        {
            var url = new ResourceUrlAnnotation { Url = endpoint.AllocatedEndpoint!.UriString };
            foreach (var change in resource.Annotations.OfType<EndpointUrlCallback>().Where(c => c.EndpointName == endpoint.Name))
            {
                change.Callback(url);
            }

            return new UrlSnapshot(endpoint.Name, url.Url, IsInternal: false) { DisplayText = url.DisplayText };
        })];
}
