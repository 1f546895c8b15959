using System.Text;

namespace AspireLocal.Processes;

/// <summary>Reads one stream of a child as lines, as fast as the child writes, keeping at most <see cref="LongestLine"/> bytes of a line.</summary>
internal static class OutputReader
{
    public const int LongestLine = 16 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> onLine)
    {
        var chunk = new byte[4096];
        var line = new MemoryStream();
        var cut = 0L;
        int read;
        while ((read = await ReadOrEndAsync(stream, chunk)) > 0)
        {
            var rest = chunk.AsMemory(0, read);
            int end;
            while ((end = rest.Span.IndexOf((byte)'\n')) >= 0)
            {
                cut += Append(line, rest.Span[..end]);
                Emit(line, ref cut, onLine);
                rest = rest[(end + 1)..];
            }

            cut += Append(line, rest.Span);
        }

        if (line.Length > 0)
        {
            Emit(line, ref cut, onLine);
        }
    }

    private static async ValueTask<int> ReadOrEndAsync(Stream stream, byte[] chunk)
    {
        try
        {
            return await stream.ReadAsync(chunk);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static int Append(MemoryStream line, ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(bytes.Length, LongestLine - (int)line.Length);
        line.Write(bytes[..kept]);
        return bytes.Length - kept;
    }

    private static void Emit(MemoryStream line, ref long cut, Action<string> onLine)
    {
        var text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
        line.SetLength(0);
        try
        {
            onLine(cut == 0 ? text : $"{text} [{cut} bytes cut]");
        }
#pragma warning disable CA1031 // A log that can't be written, on a full disk say, loses a line; it must not stop the child, which waits for its reader.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        cut = 0;
    }
}
