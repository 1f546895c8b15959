namespace AspireLocal.Proxy;

/// <summary>One loopback address in front of several replicas: accepts on a port and forwards each connection to the next upstream that accepts it.</summary>
internal sealed class ReplicaProxy : IAsyncDisposable
{
    public static ReplicaProxy Start(int port, IReadOnlyList<int> upstreamPorts) => throw new NotImplementedException($"{port} {upstreamPorts.Count}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
