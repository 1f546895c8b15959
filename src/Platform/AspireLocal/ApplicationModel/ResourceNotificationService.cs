using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AspireLocal.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells what state every resource is in, and waits for states.</summary>
public class ResourceNotificationService
{
    // A wait that nobody bounded must not hang a test run without a word.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly DistributedApplicationModel _model;
    private readonly ResourceLogs _logs;
    private ImmutableDictionary<string, ResourceEvent> _current = ImmutableDictionary<string, ResourceEvent>.Empty;
    private ImmutableList<Channel<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService(DistributedApplicationModel model, ResourceLogs logs)
    {
        _model = model;
        _logs = logs;
    }

    /// <summary>Every resource's present state, then every change. A resource may be reported more than once in the same state.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var present in _current.Values)
            {
                channel.Writer.TryWrite(present);
            }

            _watchers = _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers = _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Waits until the resource, with all its replicas, runs and is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource is unknown or has failed; the message holds its last log lines.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait; the message holds the state and the last log lines.</exception>
    /// <exception cref="TimeoutException">Five minutes have passed and the token cannot end the wait.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <inheritdoc cref="WaitForResourceHealthyAsync(string, CancellationToken)"/>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, "healthy", IsHealthy, waitBehavior, cancellationToken);

    /// <summary>Waits until the resource, with all its replicas, is in the state; by default until it runs.</summary>
    /// <inheritdoc cref="WaitForResourceHealthyAsync(string, CancellationToken)" path="/exception"/>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
    {
        var state = targetState ?? KnownResourceStates.Running;
        var behavior = KnownResourceStates.TerminalStates.Contains(state) ? WaitBehavior.WaitOnResourceUnavailable : WaitBehavior.StopOnResourceUnavailable;
        await WaitAsync(resourceName, state, e => e.Snapshot.State?.Text == state, behavior, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until one of the resource's reports satisfies the predicate.</summary>
    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, "as asked", predicate, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent) =>
        _current.TryGetValue(resourceId, out resourceEvent);

    internal void Publish(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> update)
    {
        lock (_lock)
        {
            var before = _current.TryGetValue(resourceId, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = TypeName(resource), Properties = [], CreationTimeStamp = DateTime.UtcNow };
            var change = new ResourceEvent(resource, resourceId, update(before));
            _current = _current.SetItem(resourceId, change);
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }
    }

    internal static bool IsHealthy(ResourceEvent change) =>
        change.Snapshot.HealthStatus is HealthStatus.Healthy
        && (change.Snapshot.State?.Text is { } state && (state == KnownResourceStates.Running || state == KnownResourceStates.Finished));

    private static string TypeName(IResource resource)
    {
        var name = resource.GetType().Name;
        return name.EndsWith("Resource", StringComparison.Ordinal) ? name[..^"Resource".Length] : name;
    }

    private async Task<ResourceEvent> WaitAsync(
        string name, string goal, Func<ResourceEvent, bool> reached, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var resource = _model.Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new DistributedApplicationException(
                $"There is no resource '{name}' to wait for. The application has: {string.Join(", ", _model.Resources.Select(r => r.Name))}.");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(LongestWait);
        try
        {
            return await WaitUnboundedAsync(resource, goal, reached, behavior, bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            var message = $"Resource '{name}' did not become {goal} in time: {Describe(resource)}";
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(message, cancellationToken)
                : new TimeoutException(message);
        }
    }

    /// <summary>Waits as long as it takes, for all replicas of the resource.</summary>
    internal async Task<ResourceEvent> WaitUnboundedAsync(
        IResource resource, string goal, Func<ResourceEvent, bool> reached, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var replicas = resource.GetReplicaCount();
        var done = new HashSet<string>();
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.Resource != resource)
            {
                continue;
            }

            if (reached(change) && done.Add(change.ResourceId) && done.Count == replicas)
            {
                return change;
            }

            if (behavior is WaitBehavior.StopOnResourceUnavailable && HasFailed(change))
            {
                throw new DistributedApplicationException($"Resource '{resource.Name}' can't become {goal}: {Describe(resource)}");
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private static bool HasFailed(ResourceEvent change)
    {
        var state = change.Snapshot.State?.Text;
        return state == KnownResourceStates.FailedToStart || state == KnownResourceStates.Exited || state == KnownResourceStates.RuntimeUnhealthy;
    }

    private string Describe(IResource resource)
    {
        var states = _current.Values.Where(e => e.Resource == resource).OrderBy(e => e.ResourceId, StringComparer.Ordinal).Select(Describe).ToList();
        return states.Count == 0 ? "it has not been started; was StartAsync called?" : string.Join(Environment.NewLine, states);
    }

    private string Describe(ResourceEvent change)
    {
        var health = change.Snapshot.HealthStatus is { } status ? $", {status}" : "";
        var exit = change.Snapshot.ExitCode is { } code ? $", exit code {code}" : "";
        return $"{change.ResourceId} is {change.Snapshot.State?.Text ?? "unknown"}{health}{exit}. {_logs.Describe(change.ResourceId)}";
    }
}
