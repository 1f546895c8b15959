using System.Buffers;
using System.Net.Sockets;

namespace AspireLocal.Proxy;

/// <summary>Copies between two sockets both ways until both sides have finished; one side's end is passed on while the other still talks.</summary>
internal static class Relay
{
    private const int BufferSize = 32 * 1024;

    /// <exception cref="SocketException">Either side broke the connection.</exception>
    public static async Task RunAsync(Socket client, Socket upstream, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(CopyAsync(client, upstream, broken), CopyAsync(upstream, client, broken));
    }

    /// <summary>Makes closing the socket a reset, which no reader takes for the end of what was sent.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // It has been reset already, by the other side.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        try
        {
            while (await CopySomeAsync(from, to, broken.Token))
            {
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            // The other direction has nobody left to talk to, and must not take this end for a proper one.
            Reset(from);
            Reset(to);
            await broken.CancelAsync();
            throw;
        }
    }

    private static async ValueTask<bool> CopySomeAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        // A read of nothing waits for data without holding a buffer, so that an idle connection costs none.
        await from.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var read = await from.ReceiveAsync(buffer, cancellationToken);
            for (var sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellationToken);
            }

            return read > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
