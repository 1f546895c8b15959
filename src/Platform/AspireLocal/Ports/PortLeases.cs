using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting;

namespace AspireLocal.Ports;

/// <summary>
/// Ports for children to listen on, each held by a lock between processes from the moment it is chosen, so that engines side by side never give the same
/// one away while neither child listens yet. Taken from below the range the system gives outgoing connections, which would collide sooner or later.
/// </summary>
internal sealed class PortLeases : IDisposable
{
    private const int First = 20_000;
    private const int Last = 32_767;

    private readonly Dictionary<int, (IDisposable Lock, string Owner)> _leases = [];
    private readonly Lock _gate = new();

    /// <exception cref="DistributedApplicationException">Not one port is free.</exception>
    public int Lease(string owner = "this application")
    {
        lock (_gate)
        {
            // A random start keeps engines that begin together from walking the same road.
            var start = RandomNumberGenerator.GetInt32(Last - First + 1);
            for (var i = 0; i <= Last - First; i++)
            {
                var port = First + ((start + i) % (Last - First + 1));
                if (!_leases.ContainsKey(port) && TryTake(port, owner))
                {
                    return port;
                }
            }

            throw new DistributedApplicationException($"Every port from {First} to {Last} is in use. End the programs that hold them (see 'ss -ltnp') and start again.");
        }
    }

    /// <summary>Takes one certain port for <paramref name="owner"/>.</summary>
    /// <exception cref="DistributedApplicationException">It is in use: the message says by whom, as far as the system tells.</exception>
    public void Claim(int port, string owner)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(port, out var lease))
            {
                throw new DistributedApplicationException($"Port {port} is asked for by both '{lease.Owner}' and '{owner}'. Give one of them another port in AppHost.");
            }

            if (!TryTake(port, owner))
            {
                throw new DistributedApplicationException(
                    $"Port {port}, which '{owner}' needs, is in use{PortHolder.Describe(port)}. End that process, or give '{owner}' another port in AppHost or its launch profile.");
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (held, _) in _leases.Values)
            {
                held.Dispose();
            }

            _leases.Clear();
        }
    }

    private bool TryTake(int port, string owner)
    {
        if (PortLock.TryAcquire(port) is not { } held)
        {
            return false;
        }

        if (CanListen(IPAddress.Loopback, port) && CanListen(IPAddress.IPv6Loopback, port))
        {
            _leases[port] = (held, owner);
            return true;
        }

        held.Dispose();
        return false;
    }

    // Binding alone succeeds beside a socket that is bound but does not listen yet.
    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;
        }
    }
}
