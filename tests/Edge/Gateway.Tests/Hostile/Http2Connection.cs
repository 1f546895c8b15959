using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Hostile;

/// <summary>An HTTP/2 connection on which a test writes frames that no client library would (RFC 9113, 4.1).</summary>
internal sealed class Http2Connection : IAsyncDisposable
{
    private const byte HeadersType = 1, ResetType = 3, SettingsType = 4, PingType = 6, GoAwayType = 7, ContinuationType = 9;
    private const byte EndStream = 1, EndHeaders = 4;
    private const int FrameHeader = 9;

    private readonly TcpClient _client;
    private readonly SslStream _stream;
    private readonly MemoryStream _pending = new();

    private Http2Connection(TcpClient client, SslStream stream) => (_client, _stream) = (client, stream);

    public static async Task<Http2Connection> OpenAsync(GatewayProcess gateway)
    {
        var server = gateway.Client.BaseAddress!;
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var stream = new SslStream(client.GetStream(), false, gateway.Trusts);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, ApplicationProtocols = [SslApplicationProtocol.Http2] });
        var connection = new Http2Connection(client, stream);
        connection._pending.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        connection.Settings();
        await connection.FlushAsync(CancellationToken.None);
        return connection;
    }

    public void Settings() => Frame(SettingsType, 0, 0, []);

    public void Ping() => Frame(PingType, 0, 0, new byte[8]);

    public void Get(int stream, string path) => Frame(HeadersType, EndStream | EndHeaders, stream, Block(path));

    /// <summary>Headers that go on and on: each continuation adds a header and none is the last.</summary>
    public void HeadersWithoutEnd(int stream, string path) => Frame(HeadersType, EndStream, stream, Block(path));

    public void Continue(int stream) => Frame(ContinuationType, 0, stream, [0, 3, .. "x-a"u8, 100, .. Enumerable.Repeat((byte)'a', 100)]);

    public void Reset(int stream) => Frame(ResetType, 0, stream, [0, 0, 0, 8]);

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_pending.GetBuffer().AsMemory(0, (int)_pending.Length), cancellationToken);
        _pending.SetLength(0);
    }

    /// <summary>Reads frames until the server says goodbye or closes.</summary>
    public async Task ReadGoodbyeAsync(CancellationToken cancellationToken)
    {
        var header = new byte[FrameHeader];
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(header, cancellationToken);
                var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
                await _stream.ReadExactlyAsync(payload, cancellationToken);
                if (header[3] == GoAwayType)
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
            // Closed without a word.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stream.DisposeAsync();
    }

    /// <summary>HPACK without its tables of the connection: static entries 2 (GET) and 7 (https), and two literals never indexed.</summary>
    private static byte[] Block(string path) =>
        [0x82, 0x87, 0x04, (byte)path.Length, .. Encoding.ASCII.GetBytes(path), 0x01, 9, .. "localhost"u8];

    private void Frame(byte type, int flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[FrameHeader];
        BinaryPrimitives.WriteInt32BigEndian(header, payload.Length << 8);
        header[3] = type;
        header[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], stream);
        _pending.Write(header);
        _pending.Write(payload);
    }
}
