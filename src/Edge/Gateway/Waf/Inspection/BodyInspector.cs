using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;

namespace Gateway.Waf.Inspection;

/// <summary>
/// Looks into JSON and form bodies. It peeks: the server's own pipe keeps the bytes for the proxy, so that nothing is copied twice and no more is held
/// back than <see cref="WafOptions.BodyBytes"/>. Other content is not waited for.
/// </summary>
internal sealed class BodyInspector(WafOptions options, ValueInspector values, ProtocolInspector protocol)
{
    private readonly JsonInspector _json = new(values, protocol, options.MaxParameters);
    private readonly FormInspector _form = new(values, protocol, options.MaxParameters);
    private readonly MultipartInspector _multipart = new(values, protocol, options.MaxParameters);

    public static bool Reads(HttpRequest request) =>
        request.Headers.ContentType.Count > 0 && request.ContentLength != 0 && KindOf(request.ContentType) != BodyKind.Other;

    public async ValueTask<Findings?> InspectAsync(HttpRequest request, Findings? findings, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(request.Headers.ContentEncoding) && request.Headers.ContentEncoding != "identity")
        {
            protocol.EncodedBody(ref findings);
            return findings;
        }

        var peeked = await PeekAsync(request.BodyReader, cancellationToken);
        var rented = ArrayPool<byte>.Shared.Rent(options.BodyBytes);
        try
        {
            var length = (int)Math.Min(peeked.Buffer.Length, options.BodyBytes);
            peeked.Buffer.Slice(0, length).CopyTo(rented);
            Inspect(request.ContentType, rented.AsSpan(0, length), complete: peeked.IsCompleted && length == peeked.Buffer.Length, ref findings);
            return findings;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
            // Nothing is consumed, and nothing but the start examined: the next reader gets all of it at once.
            request.BodyReader.AdvanceTo(peeked.Buffer.Start);
        }
    }

    /// <summary>Waits until the body has ended or there is as much of it as is looked at.</summary>
    private async ValueTask<ReadResult> PeekAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted || read.IsCanceled || read.Buffer.Length >= options.BodyBytes)
            {
                return read;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private void Inspect(string? contentType, ReadOnlySpan<byte> body, bool complete, ref Findings? findings)
    {
        switch (KindOf(contentType))
        {
            case BodyKind.Json:
                _json.Inspect(body, complete, ref findings);
                break;
            case BodyKind.Form:
                _form.Inspect(body, ref findings);
                break;
            case BodyKind.Multipart:
                _multipart.Inspect(BoundaryOf(contentType), body, ref findings);
                break;
        }
    }

    /// <summary>Empty when there is none, or the type can't be read.</summary>
    private static string BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.Boundary.ToString().Trim('"') : "";

    private static BodyKind KindOf(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) ? BodyKind.Json
            : type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? BodyKind.Form
            : type.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? BodyKind.Multipart
            : BodyKind.Other;
    }
}
