using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ordering.Idempotency;

/// <summary>Whether two bodies are the same request: by what they mean, so that spaces and the order of fields don't matter.</summary>
internal static class RequestHash
{
    public static byte[] Of<T>(T request, JsonTypeInfo<T> type) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, type));
}
