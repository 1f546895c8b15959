using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<DistributedApplicationEventSubscription> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent =>
        Add((happened, token) => happened is T match ? callback(match, token) : Task.CompletedTask);

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Add((happened, token) => happened is T match && match.Resource == resource ? callback(match, token) : Task.CompletedTask);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Remove(subscription));

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken)
        where T : IDistributedApplicationEvent
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
        }
    }

    private DistributedApplicationEventSubscription Add(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
    {
        var subscription = new DistributedApplicationEventSubscription(callback);
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(subscription));
        return subscription;
    }
}
