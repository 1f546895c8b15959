using System.Net.Sockets;
using AspireLocal.State;

namespace AspireLocal.Ports;

/// <summary>
/// A lock on a port number between processes. On Linux it is a name in the abstract socket namespace: visible to exactly those who share the ports (one network
/// namespace, all users), and gone with its process. Elsewhere a locked file in the temporary folder of the user.
/// </summary>
internal static class PortLock
{
    public static IDisposable? TryAcquire(int port) => OperatingSystem.IsLinux() ? TryName($"\0aspire-local/port/{port}") : TryFile(port);

    private static Socket? TryName(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(name));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static FolderLock? TryFile(int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "aspire-local-ports")).FullName;
        return FolderLock.TryAcquire(Path.Combine(folder, $"{port}.lock"));
    }
}
