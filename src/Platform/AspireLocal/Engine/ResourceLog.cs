namespace AspireLocal.Engine;

/// <summary>The output of one resource: the last lines in memory, all of it in a file that is turned over at 16 MiB.</summary>
internal sealed class ResourceLog : IDisposable
{
    private const int KeptLines = 200;
    private const long LongestFile = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new(KeptLines);
    private readonly TimeProvider _time;
    private StreamWriter? _file;
    private bool _writable = true;

    public ResourceLog(string path, TimeProvider time)
    {
        Path = path;
        _time = time;
    }

    /// <summary>Raised for every line, with true where it came from standard error. Handlers must be quick.</summary>
    public event Action<string, bool>? LineWritten;

    public string Path { get; }

    public string? LastLine { get; private set; }

    /// <summary>Adds a line, or the lines of a longer message.</summary>
    public void Write(string text, bool isError)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            WriteLine(line.ToString(), isError);
        }
    }

    public IReadOnlyList<string> Tail(int lines)
    {
        lock (_lock)
        {
            return [.. _tail.TakeLast(lines)];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _writable = false;
            _file?.Dispose();
        }
    }

    private void WriteLine(string line, bool isError)
    {
        lock (_lock)
        {
            if (_tail.Count == KeptLines)
            {
                _tail.Dequeue();
            }

            _tail.Enqueue(line);
            if (!string.IsNullOrWhiteSpace(line))
            {
                LastLine = line;
            }

            WriteToFile(line);
        }

        LineWritten?.Invoke(line, isError);
    }

    private void WriteToFile(string line)
    {
        if (!_writable)
        {
            return;
        }

        try
        {
            _file ??= Open();
            if (_file.BaseStream.Length > LongestFile)
            {
                TurnOver();
            }

            _file.Write(_time.GetUtcNow().ToString("HH:mm:ss.fff ", System.Globalization.CultureInfo.InvariantCulture));
            _file.WriteLine(line);
        }
        catch (IOException problem)
        {
            // A full disk must not take the application down: the lines in memory stay.
            _writable = false;
            _tail.Enqueue($"(this log is no longer written to its file: {problem.Message})");
        }
    }

    private StreamWriter Open() =>
        new(new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };

    private void TurnOver()
    {
        _file?.Dispose();
        File.Move(Path, Path + ".1", overwrite: true);
        _file = Open();
    }
}
