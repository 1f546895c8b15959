using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AspireLocal.Proxy;

/// <summary>
/// One loopback address in front of several replicas: forwards each connection to the next upstream that accepts it. It knows bytes only, so any protocol
/// passes, and what stays on one connection stays on one replica.
/// </summary>
internal sealed class ReplicaProxy : IAsyncDisposable
{
    /// <summary>Connections forwarded at once; further ones wait in the kernel's queue.</summary>
    public const int MaxConnections = 2048;

    private const int Backlog = 512;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<int> _upstreamPorts;
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _loops;
    private readonly ConcurrentDictionary<Task, byte> _connections = [];
    private readonly SemaphoreSlim _slots = new(MaxConnections);
    private readonly CancellationTokenSource _stopping = new();
    private int _next = -1;

    private ReplicaProxy(int port, IReadOnlyList<int> upstreamPorts)
    {
        _upstreamPorts = upstreamPorts;
        Listen(IPAddress.Loopback, port);
        if (Socket.OSSupportsIPv6)
        {
            Listen(IPAddress.IPv6Loopback, port);
        }

        _loops = [.. _listeners.Select(AcceptAsync)];
    }

    /// <exception cref="SocketException">The port is in use.</exception>
    public static ReplicaProxy Start(int port, IReadOnlyList<int> upstreamPorts) => new(port, upstreamPorts);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        await Task.WhenAll(_loops);
        await Task.WhenAll(_connections.Keys);
        _slots.Dispose();
        _stopping.Dispose();
    }

    // "localhost" is either address, and which one a client tries first is its own affair.
    private void Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(address, port));
            listener.Listen(Backlog);
            _listeners.Add(listener);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable && _listeners.Count > 0)
        {
            listener.Dispose(); // IPv6 is built in but switched off.
        }
        catch
        {
            listener.Dispose();
            _listeners.ForEach(other => other.Dispose());
            throw;
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _slots.WaitAsync(_stopping.Token);
                Track(ForwardAsync(await listener.AcceptAsync(_stopping.Token)));
            }
            catch (SocketException)
            {
                _slots.Release(); // The client left while it waited, or we ran out of descriptors for a moment.
                await Task.Delay(Pause);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Track(Task connection)
    {
        _connections.TryAdd(connection, 0);
        _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ForwardAsync(Socket client)
    {
        try
        {
            using (client)
            using (var upstream = await ConnectAsync())
            {
                if (upstream is null)
                {
                    Relay.Reset(client);
                    return;
                }

                await Relay.RunAsync(client, upstream, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Either side broke the connection, or the proxy stops. Both sides have been told by a reset.
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>The next replica in turn that accepts; null when none does.</summary>
    private async Task<Socket?> ConnectAsync()
    {
        var first = (uint)Interlocked.Increment(ref _next);
        for (var i = 0u; i < _upstreamPorts.Count; i++)
        {
            var upstream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await upstream.ConnectAsync(IPAddress.Loopback, _upstreamPorts[(int)((first + i) % (uint)_upstreamPorts.Count)], _stopping.Token);
                return upstream;
            }
            catch (SocketException)
            {
                upstream.Dispose();
            }
            catch
            {
                upstream.Dispose();
                throw;
            }
        }

        return null;
    }
}
