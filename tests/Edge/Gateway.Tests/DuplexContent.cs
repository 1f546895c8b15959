using System.Net;

namespace Gateway.Tests;

/// <summary>A request body that is written while the answer is read, as a gRPC stream's is.</summary>
internal sealed class DuplexContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DuplexContent() => Headers.ContentType = new("application/grpc");

    public async Task WriteAsync(byte value)
    {
        var stream = await _stream.Task;
        await stream.WriteAsync(new[] { value });
        await stream.FlushAsync();
    }

    public void Complete() => _complete.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // The headers go out with the first flush.
        await stream.FlushAsync();
        _stream.SetResult(stream);
        await _complete.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
