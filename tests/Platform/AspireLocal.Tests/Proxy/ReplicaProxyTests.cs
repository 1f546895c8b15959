using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AspireLocal.Ports;
using AspireLocal.Proxy;

namespace AspireLocal.Tests.Proxy;

public sealed class ReplicaProxyTests : IAsyncDisposable
{
    private readonly PortLeases _leases = new();
    private readonly List<TcpListener> _replicas = [];
    private readonly int _port;

    public ReplicaProxyTests() => _port = _leases.Lease();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_TakeTurns_AndSkipAReplicaThatIsDown()
    {
        var ports = new[] { Answering("a"), _leases.Lease(), Answering("c") };
        await using var proxy = ReplicaProxy.Start(_port, ports);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await AskAsync(i % 2 == 0 ? IPAddress.Loopback : IPAddress.IPv6Loopback));
        }

        Assert.Equal(["a", "c", "c", "a", "c", "c"], answers);
    }

    [Fact]
    public async Task Connection_NoReplicaUp_IsReset()
    {
        await using var proxy = ReplicaProxy.Start(_port, [_leases.Lease()]);

        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(IPAddress.Loopback));
    }

    [Fact]
    public async Task Bytes_PassUnchangedBothWays_AndOneSideMayEndFirst()
    {
        // Echoes only after the client said that it is done: that end must pass while the answer does not end.
        var echo = Listening(async socket =>
        {
            await using var stream = new NetworkStream(socket);
            var all = new MemoryStream();
            await stream.CopyToAsync(all);
            await stream.WriteAsync(all.ToArray());
        });
        await using var proxy = ReplicaProxy.Start(_port, [echo]);
        var sent = RandomNumberGenerator.GetBytes(3_000_000);

        var echoes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, Cancellation);
            var stream = client.GetStream();
            await stream.WriteAsync(sent, Cancellation);
            client.Client.Shutdown(SocketShutdown.Send);
            var received = new MemoryStream();
            await stream.CopyToAsync(received, Cancellation);
            return received.ToArray();
        }));

        Assert.All(echoes, received => Assert.Equal(sent, received));
    }

    [Fact]
    public async Task ReplicaBreaksOff_ClientSeesAReset_NotAnEnd()
    {
        var breaking = Listening(async socket =>
        {
            await socket.SendAsync("half an ans"u8.ToArray());
            await socket.ReceiveAsync(new byte[1]);
            socket.LingerState = new LingerOption(true, 0);
        });
        await using var proxy = ReplicaProxy.Start(_port, [breaking]);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, Cancellation);
        var stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[11], Cancellation);
        await stream.WriteAsync(new byte[1], Cancellation);

        var error = await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Cancellation));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task Dispose_EndsOpenConnections_AndFreesThePort()
    {
        var proxy = ReplicaProxy.Start(_port, [Listening(socket => socket.ReceiveAsync(new byte[1]))]);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, Cancellation);

        await proxy.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        await using var next = ReplicaProxy.Start(_port, [Answering("b")]);
        Assert.Equal("b", await AskAsync(IPAddress.Loopback));
    }

    public ValueTask DisposeAsync()
    {
        _replicas.ForEach(replica => replica.Stop());
        _leases.Dispose();
        return ValueTask.CompletedTask;
    }

    private int Answering(string answer) => Listening(socket => socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer)));

    private int Listening(Func<Socket, Task> handle)
    {
        var listener = new TcpListener(IPAddress.Loopback, _leases.Lease());
        listener.Start();
        _replicas.Add(listener);
        _ = AcceptAsync(listener, handle);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AcceptAsync(TcpListener listener, Func<Socket, Task> handle)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            _ = HandleAsync(socket, handle);
        }
    }

    private static async Task HandleAsync(Socket socket, Func<Socket, Task> handle)
    {
        using (socket)
        {
            await handle(socket);
        }
    }

    private async Task<string> AskAsync(IPAddress address)
    {
        using var client = new TcpClient(address.AddressFamily);
        await client.ConnectAsync(address, _port, Cancellation);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Cancellation) is { Length: > 0 } answer ? answer : throw new IOException("no answer");
    }
}
