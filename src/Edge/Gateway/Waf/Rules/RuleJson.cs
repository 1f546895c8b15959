using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Waf.Rules;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RuleFile))]
internal sealed partial class RuleJson : JsonSerializerContext;
