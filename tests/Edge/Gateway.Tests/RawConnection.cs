using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests;

/// <summary>A connection on which a test writes what no client library would.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpClient _client = new();

    public NetworkStream Stream => _client.GetStream();

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    /// <summary>Sends bytes (Latin-1), and gives all that comes back until the server closes.</summary>
    public static async Task<string> ExchangeAsync(Uri server, string request)
    {
        using var connection = await OpenAsync(server);
        await connection.SendAsync(request);
        return await connection.ReadToCloseAsync();
    }

    public ValueTask SendAsync(string text) => Stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Everything until the server closes.</summary>
    /// <exception cref="OperationCanceledException">It did not, within the patience of a test.</exception>
    public async Task<string> ReadToCloseAsync()
    {
        var received = new MemoryStream();
        using var bound = new CancellationTokenSource(Patience);
        try
        {
            await Stream.CopyToAsync(received, bound.Token);
        }
        catch (IOException)
        {
            // Reset: closed all the same.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
