using System.Text.Json.Serialization;

namespace Contracts;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EdgePurge))]
internal sealed partial class EdgePurgeJson : JsonSerializerContext;
