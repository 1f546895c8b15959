using System.Text.Json.Nodes;

namespace Catalog.Http;

/// <summary>JSON Merge Patch: RFC 7396, section 2, to the letter.</summary>
internal static class MergePatch
{
    public const string MediaType = "application/merge-patch+json";

    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target as JsonObject ?? [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                // Taken out first: a node has one parent, and the merged one may be the one that was there.
                result.Remove(name, out var old);
                result[name] = Apply(old, value);
            }
        }

        return result;
    }
}
