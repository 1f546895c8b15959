using System.Buffers;
using System.IO.Pipelines;

namespace Gateway.Cache.Fetching;

/// <summary>
/// Takes the response's body from the forwarder: collects what may be stored, streams the rest to the client that asked. What turns out to be
/// too large to store is handed over with what was collected so far, so memory stays bounded.
/// </summary>
internal sealed class FetchBody(OriginFetch fetch, int limit) : Stream
{
    /// <summary>How far the origin may be ahead of a slow client, in bytes.</summary>
    private const int Ahead = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _collected = new();
    private Pipe? _pipe;
    private HttpContext? _context;

    public FetchVerdict Verdict { get; private set; }

    public bool IsPassing => Verdict == FetchVerdict.Pass;

    /// <summary>A copy of just its size: the buffer has room for more, which would be kept as long as the response.</summary>
    public byte[] Collected() => _collected.WrittenSpan.ToArray();

    /// <summary>It is not, but <c>HttpResponse.Clear</c> empties only what says it is.</summary>
    public override bool CanSeek => true;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override long Length => _collected.WrittenCount;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    public void Attach(HttpContext context) => _context = context;

    /// <summary>Judges the response, if it had no body to do so before.</summary>
    public void Begin()
    {
        if (Verdict == FetchVerdict.None)
        {
            Verdict = fetch.Judge(_context!);
            if (IsPassing)
            {
                HandOver();
            }
        }
    }

    /// <summary>Ends what is passed on.</summary>
    /// <param name="problem">Why the end is not the response's.</param>
    public ValueTask CompleteAsync(Exception? problem) => _pipe is null ? default : _pipe.Writer.CompleteAsync(problem);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        if (Verdict == FetchVerdict.Discard)
        {
            return;
        }

        if (!IsPassing && _collected.WrittenCount + buffer.Length > limit)
        {
            Verdict = FetchVerdict.Pass;
            fetch.TooLarge();
            HandOver();
            await SendAsync(_collected.WrittenMemory, cancellationToken);
            _collected.ResetWrittenCount();
        }

        if (IsPassing)
        {
            await SendAsync(buffer, cancellationToken);
        }
        else
        {
            _collected.Write(buffer.Span);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Forgets the response: the forwarder begins anew, with an error.</summary>
    public override void SetLength(long value)
    {
        _collected.ResetWrittenCount();
        Verdict = FetchVerdict.None;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    private void HandOver()
    {
        _pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, useSynchronizationContext: false));
        fetch.Pass(_context!.Response, _pipe.Reader);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var sent = await _pipe!.Writer.WriteAsync(bytes, cancellationToken);
        if (sent.IsCompleted)
        {
            throw new IOException("The client that this response was for has left.");
        }
    }
}
