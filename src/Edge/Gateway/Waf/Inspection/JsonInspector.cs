using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gateway.Waf.Inspection;

/// <summary>All names and texts of a JSON document, however deep. What can't be read as JSON is looked at as one text.</summary>
internal sealed class JsonInspector(ValueInspector values, ProtocolInspector protocol, int maxParameters)
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 256,
    };

    /// <param name="json">The document, or its first part.</param>
    /// <param name="complete">False when there is more than was looked at.</param>
    /// <param name="findings">What was found before, and here.</param>
    public void Inspect(ReadOnlySpan<byte> json, bool complete, ref Findings? findings)
    {
        var rented = ArrayPool<char>.Shared.Rent(json.Length);
        var reader = new Utf8JsonReader(json, complete, new JsonReaderState(Lenient));
        try
        {
            try
            {
                Inspect(ref reader, rented, ref findings);
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                // A parser behind may be more lenient than ours. (InvalidOperationException: bytes or escapes that are no UTF-8 or UTF-16.)
                complete = false;
            }

            if (!complete && !values.IsEnough(findings))
            {
                var rest = json[(int)reader.BytesConsumed..];
                values.Inspect(Target.Body, rented.AsSpan(0, Encoding.UTF8.GetChars(rest, rented)), ref findings);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private void Inspect(ref Utf8JsonReader reader, char[] rented, ref Findings? findings)
    {
        for (var count = 0; reader.Read() && !values.IsEnough(findings);)
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                continue;
            }

            if (count++ == maxParameters)
            {
                protocol.TooManyParameters(ref findings);
                return;
            }

            var text = rented.AsSpan(0, reader.CopyString(rented));
            values.Inspect(reader.TokenType == JsonTokenType.PropertyName ? Target.Name : Target.Body, text, ref findings);
        }
    }
}
