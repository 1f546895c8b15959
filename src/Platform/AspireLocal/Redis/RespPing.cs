using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AspireLocal.Redis;

/// <summary>The smallest client: logs in and asks for a sign of life, in the protocol of https://redis.io/docs/latest/develop/reference/protocol-spec/.</summary>
internal static class RespPing
{
    private const int LongestAnswer = 1024;

    /// <summary>Null when both commands were accepted, otherwise the server's answer.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<string?> SendAsync(int port, string password, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Command("AUTH", password) + Command("PING")), cancellationToken);

        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (buffer.AsSpan(0, length).Count((byte)'\n') < 2 && length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        var answer = Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
        return answer == "+OK\r\n+PONG" ? null : answer.Length == 0 ? "the connection was closed" : answer.ReplaceLineEndings(" ");
    }

    private static string Command(params string[] words) =>
        $"*{words.Length}\r\n{string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"))}";
}
